import type { DesignDocument } from '../../core/designs/document'
import { client } from '../api/client'
import { templateOf } from './templates'

/** What became of the design's badge: it shows the picture now, or its awarded version must be asked about first. */
export type BadgeStep = { badgeId: string; asks: 'newVersion' | null }

/** Makes the badge of a design, or brings the design's picture to the badge that it has. @throws what the calls throw */
export async function toBadge(
  designId: string,
  { name, document, picture }: { name: string; document: DesignDocument; picture: string },
): Promise<BadgeStep> {
  const { badgeId } = await client.designs.read({ id: designId })
  if (badgeId === null) {
    const words = templateOf(document)?.details
    const made = await client.badges.create({
      details: {
        name,
        ...(words
          ? { description: words.description, criteria: words.criteria, altText: words.altText, tags: words.tags }
          : {}),
      },
      designId,
    })
    return { badgeId: made.id, asks: null }
  }
  const badge = await client.badges.read({ id: badgeId })
  if (badge.pictureSha256 === picture) return { badgeId, asks: null }
  if (badge.frozen) return { badgeId, asks: 'newVersion' }
  await client.badges.save({ id: badgeId, usePictureOfDesign: true })
  return { badgeId, asks: null }
}
