import { bytesToBase64 } from '../../../core/base64'
import type { DesignDocument } from '../../../core/designs/document'
import { fieldsOf, withoutPersons } from '../../../core/designs/fields'
import { levelBadgeName, levelById, levelDocument } from '../../../core/designs/levels'
import { client } from '../../api/client'
import { badgeVector, exportPng } from '../../drawing'
import { assets } from '../assets'

/** A design as its own picture shows it: that picture is published, so nothing of a person is in it. */
export async function ownPictureOf(shown: DesignDocument, badge: string): Promise<DesignDocument> {
  const { fields } = fieldsOf(shown)
  if (fields.size === 0) return shown
  const [issuer] = fields.has('issuer') ? await client.issuers.list() : []
  return withoutPersons(shown, { badge, issuer: issuer?.name ?? '' })
}

/** Draws a design's own picture and keeps it; answers with its hash. */
export async function keepOwnPicture(id: string, shown: DesignDocument, badge: string): Promise<string> {
  const blob = await exportPng(await ownPictureOf(shown, badge), assets)
  const png = bytesToBase64(new Uint8Array(await blob.arrayBuffer()))
  return (await client.designs.setPicture({ id, png })).sha256
}

/** What became of the designs that follow a master: how many were drawn anew, and how many awarded badges keep the art that they had. */
export type Followed = { readonly drawn: number; readonly kept: number }

/**
 * Draws the pictures of all designs that follow a master, and brings them to their badges. A badge that was awarded keeps its art until a
 * new version is asked for. @throws what the calls throw
 */
export async function drawLinked(masterId: string, master: DesignDocument, name: string): Promise<Followed> {
  if (master.levels.length === 0) return { drawn: 0, kept: 0 }
  const { linked } = await client.levels.read({ designId: masterId })
  let drawn = 0
  let kept = 0
  for (const { designId, levelId, badge, pictureSha256 } of linked) {
    const document = levelDocument(master, levelId)
    const level = levelById(master, levelId)
    if (!document || !level) continue
    const picture = await keepOwnPicture(designId, document, badge?.name ?? levelBadgeName(name, level.name))
    if (picture !== pictureSha256) drawn++
    if (badge?.frozen && badge.pictureSha256 !== picture) kept++
    if (badge && !badge.frozen)
      await client.badges.save({ id: badge.id, usePictureOfDesign: true, vector: await badgeVector(document, assets) })
  }
  return { drawn, kept }
}
