import type { DesignDocument } from '../../core/designs/document'
import { isPersonal, shownFields } from '../../core/designs/fields'
import { masterShown } from '../../core/designs/levels'
import { readDesign as readDocument } from '../../core/designs/versions'
import type { Catalog } from './catalog'
import { readDesign } from './designs'

/**
 * What a badge version keeps of its design: the document, where merge fields make every award's picture its own, else null (the drawn
 * picture says everything). A later change of the design does not reach an awarded version. Throws `not_found`, `unreadable_design`.
 */
export function artOfDesign(catalog: Catalog, designId: string): string | null {
  const shown = masterShown(readDesign(catalog, designId).document)
  return isPersonal(shown) ? JSON.stringify({ ...shown, levels: [] }) : null
}

/** A version's art as it was kept, brought to the present version of documents. Throws `unreadable_design`. */
export const readArt = (art: string | null): DesignDocument | null =>
  art === null ? null : readDocument(JSON.parse(art))

/** True where a version's art shows words of one's own for each person. */
export const hasCustomWords = (art: string | null): boolean => {
  // Cheap for the many that have none.
  const document = art?.includes('{custom}') ? readArt(art) : null
  return document !== null && shownFields(document).has('custom')
}
