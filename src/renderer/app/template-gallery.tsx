import { lazy } from 'react'

/** The designer's gallery, for pages that may not know the designer. `onPicked` gets the id of the new design. */
export const TemplateGallery = lazy(async () => ({
  default: (await import('../designs/template-gallery')).TemplateGallery,
}))
