import type { DesignDocument } from '../../core/designs/document'
import { readHistory, type History } from '../../core/designs/history'
import { masterShown } from '../../core/designs/levels'
import { onChange } from '../api/changes'
import { client } from '../api/client'
import { whileSaving } from '../app/saving'
import { createDesigner, type Designer, type DesignSave } from './designer-store'
import { drawLinked, keepOwnPicture } from './levels/draw-linked'

type Stored = {
  id: string
  name: string
  revision: number
  pictureSha256: string | null
  badgeId: string | null
  document: DesignDocument
}
type StoredWithHistory = Stored & { history: History }
/** Designs of this session, so that undo is still there when one comes back from the badge's page. */
const opened = new Map<string, Designer>()
const mostOpened = 8
const isSaved = ({ store }: Designer): boolean => store.getState().saved === 'saved'
/** Designs that were just left and are still being stored. */
const leaving = new Map<string, Promise<void>>()

/** Waits until what was last done to a design is stored, so that it is not read half. */
const left = async (id: string): Promise<void> => leaving.get(id)

/** Who is told of what happens while a design is being stored. */
export type Told = {
  readonly report: (error: unknown) => void
  /** So many designs that follow this one were drawn anew. */
  readonly followed: (count: number) => void
  /** The design was changed in another window: what was in hand is kept as `beside`, a design of its own. */
  readonly gaveWay: (name: string, beside: string) => void
}

/** At most as long as a name may be. */
const besideName = (name: string): string => `${name.slice(0, 250)} (2)`
const portsFor = ({ id, name }: Stored, told: Told) => ({
  save(input: DesignSave) {
    name = input.name
    return whileSaving(() => client.designs.save({ id, ...input }))
  },
  read: () => readStored(id),
  async keepBeside(kept: string | null, own: { name: string; document: DesignDocument }): Promise<string> {
    name = own.name
    const design = { name: besideName(name), document: own.document }
    return whileSaving(async () => {
      if (kept === null) return (await client.designs.create(design)).id
      await client.designs.save({ id: kept, ...design })
      return kept
    })
  },
  gaveWay: () => told.gaveWay(name, besideName(name)),
  async keepPicture(document: DesignDocument): Promise<string> {
    const picture = await keepOwnPicture(id, masterShown(document), name)
    // The designs that follow this one were stored with it; their pictures come with its own.
    const { drawn } = await drawLinked(id, document, name)
    if (drawn > 0) told.followed(drawn)
    return picture
  },
  report: told.report,
})

/**
 * A design to open, with its steps as far as they fit it: as the library holds it, or as it is in hand where it could not be stored yet.
 * Kept as a version first where it was changed in an earlier session.
 */
export async function storedDesign(id: string, signal?: AbortSignal): Promise<StoredWithHistory> {
  await left(id)
  const known = opened.get(id)
  const isStored = known === undefined || isSaved(known) || (await known.flush())
  const stored = await readStored(id, signal)
  if (isStored) return stored
  const { name, history } = known.store.getState()
  return { ...stored, name, document: history.present, history }
}

async function readStored(id: string, signal?: AbortSignal): Promise<StoredWithHistory> {
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
  await left(id)
  designer.adopt(await readStored(id))
}

/**
 * Takes the design from the library where another window has stored it, and nothing is in hand that is not stored: that is compared when
 * it is stored. `revision` is what the design is at by now, where that is known.
 */
export async function followLibrary(id: string, designer: Designer, revision = Infinity): Promise<void> {
  const { saved } = designer.store.getState()
  // A save that is on its way may be what was announced.
  if ((saved !== 'saved' && saved !== 'saving') || !(await designer.flush())) return
  if (revision <= designer.revision()) return
  const held = await readStored(id)
  if (isSaved(designer) && held.revision > designer.revision()) designer.adopt(held)
}

/** The designer of a stored design: the one of this session where the library holds what it left there or could not be given it yet, else a new one. */
export function designerOf(stored: StoredWithHistory, told: Told): Designer {
  const known = opened.get(stored.id)
  opened.delete(stored.id)
  const isSame = known !== undefined && (!isSaved(known) || stored.revision <= known.revision())
  const designer = isSame ? known : createDesigner({ ...stored, picture: stored.pictureSha256 }, portsFor(stored, told))
  opened.set(stored.id, designer)
  if (!isSame) designer.store.subscribe(guard)
  for (const [id, designer] of opened) {
    if (opened.size <= mostOpened) break
    // One that is not stored is nowhere else.
    if (isSaved(designer)) opened.delete(id)
  }
  return designer
}

const ask = (event: BeforeUnloadEvent): void => {
  event.preventDefault()
  for (const designer of opened.values()) void designer.flush()
}
/**
 * While something could not be stored, the browser asks before it closes the window: what is in hand is nowhere else. Nothing is asked of
 * what only waits for its moment: that is stored as the window goes.
 */
function guard(): void {
  const hasFailed = [...opened.values()].some(({ store }) => store.getState().saved === 'failed')
  if (hasFailed) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
}

onChange(['designs.removed'], ({ ids }) => {
  // Nothing is left to store them in.
  for (const id of ids) opened.delete(id)
  guard()
})

/** Stores what is left to store of a design whose page is left. */
export function leave(id: string, designer: Designer): void {
  const going = designer.leave().finally(() => {
    if (leaving.get(id) === going) leaving.delete(id)
  })
  leaving.set(id, going)
}
