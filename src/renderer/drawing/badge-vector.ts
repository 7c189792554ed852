import type { DesignDocument } from '../../core/designs/document'
import { isPersonal } from '../../core/designs/fields'
import type { DrawingAssets } from './assets'
import { exportSvg } from './svg'

/** What the library takes (`badges.save`). */
const mostLetters = 4_000_000

/**
 * A badge's picture as SVG, for whoever wants that form of it; undefined where its pictures are drawn for each person, or where it cannot be
 * written: the badge has its PNG all the same.
 */
export async function badgeVector(document: DesignDocument, assets: DrawingAssets): Promise<string | undefined> {
  if (isPersonal(document)) return undefined
  try {
    const { svg } = await exportSvg(document, assets)
    return svg.length <= mostLetters ? svg : undefined
  } catch (error) {
    reportError(error)
    return undefined
  }
}
