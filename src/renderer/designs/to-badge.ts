import type { DesignDocument } from '../../core/designs/document'
import { isPersonal } from '../../core/designs/fields'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { templateOf } from './templates'

/** What became of the design's badge: it shows the picture now, or its awarded version must be asked about first. */
export type BadgeStep =
  { badgeId: string; asks: null } | { badgeId: string; asks: 'newVersion'; awarded: string | null; picture: string }

/**
 * Makes the badge of a design, or brings the design's picture to the badge that it has. `altText` is a draft for a badge that no
 * template has words for. @throws what the calls throw
 */
export async function toBadge(
  designId: string,
  {
    name,
    document,
    picture,
    altText,
    vector,
  }: {
    name: string
    document: DesignDocument
    picture: string
    altText: string
    /** The picture as SVG, made when it is wanted; undefined where there is none. */
    vector: () => Promise<string | undefined>
  },
): Promise<BadgeStep> {
  const { badgeId } = await client.designs.read({ id: designId })
  if (badgeId === null) {
    const words = templateOf(document)?.details
    const made = await client.badges.create({
      details: {
        name,
        ...(words
          ? { description: words.description, criteria: words.criteria, altText: words.altText, tags: words.tags }
          : altText === ''
            ? {}
            : { altText }),
      },
      designId,
    })
    const svg = await vector()
    if (svg !== undefined) await client.badges.save({ id: made.id, vector: svg })
    return { badgeId: made.id, asks: null }
  }
  const badge = await client.badges.read({ id: badgeId })
  // With merge fields the badge's own picture leaves out what everybody's has: it may be the same where the art is not.
  const isPersonalArt = badge.personal || isPersonal(document)
  if (badge.pictureSha256 === picture && !isPersonalArt) return { badgeId, asks: null }
  if (badge.frozen && badge.pictureSha256 !== picture)
    return { badgeId, asks: 'newVersion', awarded: badge.pictureSha256, picture }
  try {
    await client.badges.save({ id: badgeId, usePictureOfDesign: true, vector: await vector() })
  } catch (error) {
    if (toProblem(error)?.code !== 'locked') throw error
    return { badgeId, asks: 'newVersion', awarded: badge.pictureSha256, picture }
  }
  return { badgeId, asks: null }
}
