import { lazy } from 'react'

/** The designer's button that adds font files, for pages that may not know the designer. */
export const AddFont = lazy(async () => ({ default: (await import('../designs/fonts/add-font')).AddFont }))
