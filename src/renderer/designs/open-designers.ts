import type { DesignDocument } from '../../core/designs/document'
import { bytesToBase64 } from '../../core/base64'
import { fieldsOf, withoutPersons } from '../../core/designs/fields'
import { readHistory, type History } from '../../core/designs/history'
import { masterShown } from '../../core/designs/levels'
import { sameValue } from '../../core/designs/patch'
import { client } from '../api/client'
import { whileSaving } from '../app/saving'
import { exportPng } from '../drawing'
import { assets } from './assets'
import { createDesigner, type Designer, type DesignSave } from './designer-store'

type Stored = { id: string; name: string; pictureSha256: string | null; document: DesignDocument }
type StoredWithHistory = Stored & { history: History }
/** Designs of this session, so that undo is still there when one comes back from the badge's page. */
const opened = new Map<string, Designer>()
const mostOpened = 8
/** Designs that were just left and are still being stored. */
const leaving = new Map<string, Promise<void>>()

/** Waits until what was last done to a design is stored, so that it is not read half. */
const left = async (id: string): Promise<void> => leaving.get(id)

/** A design as its own picture shows it: that picture is published, so nothing of a person is in it. */
async function ownPicture(document: DesignDocument, name: string): Promise<DesignDocument> {
  const shown = masterShown(document)
  const { fields } = fieldsOf(shown)
  if (fields.size === 0) return shown
  const [issuer] = fields.has('issuer') ? await client.issuers.list() : []
  return withoutPersons(shown, { badge: name, issuer: issuer?.name ?? '' })
}

const portsFor = ({ id, name }: Stored, report: (error: unknown) => void) => ({
  save(input: DesignSave) {
    name = input.name
    return whileSaving(() => client.designs.save({ id, ...input }))
  },
  async keepPicture(document: DesignDocument): Promise<string> {
    const blob = await exportPng(await ownPicture(document, name), assets)
    const png = bytesToBase64(new Uint8Array(await blob.arrayBuffer()))
    return (await client.designs.setPicture({ id, png })).sha256
  },
  report,
})

/** What the library holds of a design: the design, and its steps as far as they fit it. Kept as a version first where it was changed in an earlier session. */
export async function storedDesign(id: string, signal?: AbortSignal): Promise<StoredWithHistory> {
  await left(id)
  const options = signal ? { signal } : {}
  // One round: what is read is what the last session left, and the version is kept of that.
  const [stored, steps] = await Promise.all([
    client.designs.read({ id }, options),
    client.designs.history({ id }, options),
    opened.has(id) ? null : client.designs.keepVersion({ id, reason: 'opened' }).catch(() => null),
  ])
  return { ...stored, history: readHistory(stored.document, steps) }
}

/** Takes the design from the library into a designer that is open, after something else has changed it. */
export async function readAgain(id: string, designer: Designer): Promise<void> {
  const { name, history } = await storedDesign(id)
  designer.adopt({ name, history })
}

/** The designer of a stored design: the one of this session where the library holds what it left there, else a new one. */
export function designerOf(stored: StoredWithHistory, report: (error: unknown) => void): Designer {
  const known = opened.get(stored.id)
  opened.delete(stored.id)
  const isSame =
    known !== undefined && known.store.getState().name === stored.name && sameValue(known.document(), stored.document)
  const designer = isSame
    ? known
    : createDesigner(
        { name: stored.name, history: stored.history, picture: stored.pictureSha256 },
        portsFor(stored, report),
      )
  opened.set(stored.id, designer)
  for (const id of opened.keys()) {
    if (opened.size <= mostOpened) break
    opened.delete(id)
  }
  return designer
}

/** Stores what is left to store of a design whose page is left. */
export function leave(id: string, designer: Designer): void {
  const going = designer.leave().finally(() => {
    if (leaving.get(id) === going) leaving.delete(id)
  })
  leaving.set(id, going)
}
