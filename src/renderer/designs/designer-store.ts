import { createStore, type StoreApi } from 'zustand/vanilla'
import { mostLayers, type DesignDocument } from '../../core/designs/document'
import {
  allSteps,
  closeMark,
  edit,
  gesture,
  historyAt,
  redo,
  undo,
  type History,
  type HistoryStep,
} from '../../core/designs/history'
import type { EditVerb, Operation } from '../../core/designs/operations'
import { sameValue } from '../../core/designs/patch'
import { BlazonError } from '../../core/errors'
import { toProblem } from '../../core/problem'

/** How long a change waits at most before it is stored. */
export const saveAfterMs = 700
/** A picture for the library is drawn when nothing has changed for so long. */
export const pictureAfterMs = 4_000
const tryAgainAfterMs = 5_000

export type SavedState = 'saved' | 'unsaved' | 'saving' | 'failed'

export interface DesignerState {
  readonly name: string
  readonly history: History
  /** Ids of the selected layers, in the order in which they were selected. */
  readonly selection: readonly string[]
  readonly saved: SavedState
}

/** What is stored at once: the document, and the steps that the library does not have yet from a position on (`designs.save`). */
export interface DesignSave {
  readonly name: string
  readonly document: DesignDocument
  readonly history: { readonly from: number; readonly steps: HistoryStep[]; readonly at: number }
  /** The revision of the stored design that the document was made from. */
  readonly basedOn: number
}

/** A design as the library holds it. */
export interface Held {
  readonly name: string
  readonly history: History
  readonly revision: number
}

/** What a designer is handed: where its document and its picture are kept, and who is told when that fails. */
export interface DesignerPorts {
  /** Answers with the revision after it. @throws `conflict` with the reason `changed_elsewhere`, and changes nothing, where the design is not at `basedOn`. */
  readonly save: (input: DesignSave) => Promise<{ readonly revision: number }>
  /** Reads what the library holds now. */
  readonly read: () => Promise<Held>
  /** Keeps what is in hand beside the design, as a design of its own, or in the place of what was kept so before (its id). Answers with its id. */
  readonly keepBeside: (kept: string | null, own: { name: string; document: DesignDocument }) => Promise<string>
  /** Told that the design was changed elsewhere: what was in hand is kept beside, and the designer shows what the library holds. */
  readonly gaveWay: () => void
  /** Draws and keeps the picture; answers with its hash. */
  readonly keepPicture: (document: DesignDocument) => Promise<string>
  /** Told of the first failure of a run. */
  readonly report: (error: unknown) => void
}

/** One open design: its document with its history, the selection, and the saving of it. */
export interface Designer {
  readonly store: StoreApi<DesignerState>
  readonly document: () => DesignDocument
  /** Makes an edit; edits with the same mark in a row are one step. Answers whether anything changed. */
  readonly act: (operation: Operation, mark?: string | null) => boolean
  /** Part of a drag: one step however many calls. */
  readonly gesture: (operation: Operation, phase: 'start' | 'move' | 'end', mark: string) => void
  /** Ends a run of edits that are one step (a field is left). */
  readonly settle: () => void
  readonly undo: () => void
  readonly redo: () => void
  /** Goes to where so many of the kept steps are done. */
  readonly jump: (position: number) => void
  /** Takes what the library holds in the place of what is in hand: something else has changed the design. Call `flush` before. */
  readonly adopt: (held: Held) => void
  /** The revision of the stored design that the document was made from. */
  readonly revision: () => number
  readonly select: (ids: readonly string[]) => void
  readonly rename: (name: string) => void
  /** Stores what is not stored yet; false where that failed. The document stays in hand either way. */
  readonly flush: () => Promise<boolean>
  /** Stores everything and brings the picture up to date; answers with its hash. @throws what storing or drawing threw. */
  readonly finish: () => Promise<string>
  /** The page is left: stores everything, and the picture where it is old. Never throws. */
  readonly leave: () => Promise<void>
}

/** The steps that are not stored yet, from the first position on at which the two differ. */
function unstored(stored: History, history: History): DesignSave['history'] {
  const before = allSteps(stored)
  const now = allSteps(history)
  let from = Math.max(stored.dropped, history.dropped)
  while (from - history.dropped < now.length && before[from - stored.dropped] === now[from - history.dropped]) from++
  return { from, steps: now.slice(from - history.dropped), at: history.dropped + history.past.length }
}

/** Edits that may leave fewer layers. Groups come and go with what is in them. */
const takingAway: ReadonlySet<EditVerb> = new Set<EditVerb>(['remove', 'replace', 'restore', 'levels'])
const drawnCount = ({ layers }: DesignDocument): number => layers.filter(({ kind }) => kind !== 'group').length

/** Opens a design with its history. `picture` is the hash of its kept picture, null where none was drawn yet. */
export function createDesigner(opened: Held & { picture: string | null }, ports: DesignerPorts): Designer {
  const store = createStore<DesignerState>(() => ({
    name: opened.name,
    history: opened.history,
    selection: [],
    saved: 'saved',
  }))
  let stored: Held = { name: opened.name, history: opened.history, revision: opened.revision }
  let picture = opened.picture
  let drawn = opened.picture === null && opened.history.present.layers.length > 0 ? null : opened.history.present
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let pictureTimer: ReturnType<typeof setTimeout> | undefined
  let storing: Promise<boolean> | null = null
  let drawing: Promise<void> | null = null
  let lastError: unknown = null
  /** Saves that may have arrived although no answer came. */
  let unanswered: { name: string; history: History }[] = []
  /** The design that what is in hand was kept in, until what the library holds is taken over. */
  let beside: string | null = null

  const document = (): DesignDocument => store.getState().history.present
  const isStored = (): boolean => {
    const { name, history: now } = store.getState()
    const { present, past, future } = stored.history
    return present === now.present && past === now.past && future === now.future && stored.name === name
  }

  const saveOrGiveWay = async (name: string, now: History): Promise<void> => {
    try {
      const { revision } = await ports.save({
        name,
        document: now.present,
        history: unstored(stored.history, now),
        basedOn: stored.revision,
      })
      stored = { name, history: now, revision }
      unanswered = []
    } catch (error) {
      const problem = toProblem(error)
      if (problem?.code === 'connection_lost') unanswered.push({ name, history: now })
      if (problem?.details.reason !== 'changed_elsewhere') throw error
      await giveWay({ name, history: now })
    }
  }
  /** Something else has changed the design since: what is in hand is kept beside it, and what the library holds is shown. */
  const giveWay = async (refused: { name: string; history: History }): Promise<void> => {
    const held = await ports.read()
    const own = [...unanswered, refused].findLast(
      ({ name, history: sent }) => name === held.name && sameValue(sent.present, held.history.present),
    )
    unanswered = []
    if (own) {
      // It was this designer whose save arrived without an answer, or the same was done twice.
      stored = { ...own, revision: held.revision }
      return
    }
    for (let last: DesignDocument | null = null; last !== document();) {
      // What is done meanwhile is kept too.
      last = document()
      beside = await ports.keepBeside(beside, { name: store.getState().name, document: last })
    }
    beside = null
    adopt(held)
    ports.gaveWay()
  }
  const storeNow = async (): Promise<boolean> => {
    if (!isStored()) {
      const { name, history: now } = store.getState()
      const hadFailed = store.getState().saved === 'failed'
      store.setState({ saved: 'saving' })
      try {
        await saveOrGiveWay(name, now)
        lastError = null
      } catch (error) {
        lastError = error
        store.setState({ saved: 'failed' })
        // Said once for a run of failures; the state stays in sight until it is mended.
        if (!hadFailed) ports.report(error)
        // A design that was deleted does not come back.
        if (toProblem(error)?.code !== 'not_found') saveTimer ??= setTimeout(onSaveTimer, tryAgainAfterMs)
        return false
      }
    }
    store.setState({ saved: isStored() ? 'saved' : 'unsaved' })
    return true
  }
  /** One save at a time, so that an older document never overtakes a newer one. What changes meanwhile is not in it. */
  const storeOnce = (): Promise<boolean> => {
    storing ??= storeNow().finally(() => {
      storing = null
    })
    return storing
  }
  const flush = async (): Promise<boolean> => {
    clearTimeout(saveTimer)
    saveTimer = undefined
    do if (!(await storeOnce())) return false
    while (!isStored())
    return true
  }
  const onSaveTimer = (): void => {
    saveTimer = undefined
    // Saves must not run back to back while somebody goes on drawing: what came meanwhile waits for the next.
    void storeOnce().then((isDone) => {
      if (isDone && !isStored()) saveTimer ??= setTimeout(onSaveTimer, saveAfterMs)
    })
  }

  const isDrawn = (): boolean => picture !== null && sameValue(drawn, document())
  const draw = async (): Promise<void> => {
    if (isDrawn()) return
    const shown = document()
    picture = await ports.keepPicture(shown)
    drawn = shown
  }
  const drawOnce = (): Promise<void> => {
    drawing ??= draw().finally(() => {
      drawing = null
    })
    return drawing
  }
  const keepPicture = async (): Promise<string> => {
    clearTimeout(pictureTimer)
    pictureTimer = undefined
    for (;;) {
      await drawOnce()
      if (picture !== null && isDrawn()) return picture
    }
  }
  const onPictureTimer = (): void => {
    pictureTimer = undefined
    drawOnce().then(
      () => {
        if (!isDrawn() && pictureTimer === undefined) waitForIdle()
      },
      // Of no weight: it is drawn again when the page is left.
      () => undefined,
    )
  }
  const waitForIdle = (): void => {
    clearTimeout(pictureTimer)
    pictureTimer = setTimeout(onPictureTimer, pictureAfterMs)
  }

  const changed = (): void => {
    if (store.getState().saved === 'saved') store.setState({ saved: 'unsaved' })
    // Not put off by later changes: a crash in the middle of a long drag loses less than a second.
    saveTimer ??= setTimeout(onSaveTimer, saveAfterMs)
    waitForIdle()
  }
  const bring = (history: History): boolean => {
    const { history: before, selection } = store.getState()
    if (history === before) return false
    const present = new Set(history.present.layers.map(({ id }) => id))
    const kept = selection.every((id) => present.has(id)) ? selection : selection.filter((id) => present.has(id))
    store.setState({ history, selection: kept })
    if (history.present === before.present && history.past === before.past) return false
    changed()
    return true
  }
  /**
   * Takes an edit over, save one that makes more layers than the library stores, and one that would lose layers which nobody asked to take
   * away (a fault of ours): it is said, and nothing happens.
   */
  const bringEdit = (next: History, { verb }: Operation): boolean => {
    const { length } = next.present.layers
    if (length > mostLayers && length > document().layers.length) {
      ports.report(new BlazonError('conflict', `${length} layers`, { reason: 'too_many_layers', most: mostLayers }))
      return false
    }
    if (takingAway.has(verb) || drawnCount(next.present) >= drawnCount(document())) return bring(next)
    ports.report(new BlazonError('conflict', `${verb} would lose layers`, { reason: 'would_lose_layers' }))
    return false
  }
  const history = (): History => store.getState().history
  function adopt(held: Held): void {
    stored = held
    store.setState({ name: held.name })
    void bring(held.history)
    store.setState({ saved: 'saved' })
  }

  if (drawn === null) waitForIdle()
  return {
    store,
    document,
    act: (operation, mark = null) => bringEdit(edit(history(), operation, mark), operation),
    gesture: (operation, phase, mark) => void bringEdit(gesture(history(), operation, mark, phase), operation),
    settle: () => void bring(closeMark(history())),
    undo: () => void bring(undo(history())),
    redo: () => void bring(redo(history())),
    jump: (position) => void bring(historyAt(history(), position)),
    adopt,
    revision: () => stored.revision,
    select(ids) {
      const { selection } = store.getState()
      if (ids.length === selection.length && ids.every((id, index) => id === selection[index])) return
      const known = new Set(document().layers.map(({ id }) => id))
      const there = ids.filter((id) => known.has(id))
      // Layers whose making was refused: what was selected stays so.
      if (there.length === 0 && ids.length > 0) return
      store.setState({ selection: there })
      void bring(closeMark(history()))
    },
    rename(name) {
      const trimmed = name.trim()
      if (trimmed === '' || trimmed === store.getState().name) return
      store.setState({ name: trimmed })
      changed()
    },
    flush,
    async finish() {
      if (!(await flush())) throw lastError
      return keepPicture()
    },
    async leave() {
      // After a failure the timer stays: it is tried again for as long as the window is open.
      if (await flush()) {
        clearTimeout(saveTimer)
        saveTimer = undefined
      }
      const isOld = picture === null ? document().layers.length > 0 : !sameValue(drawn, document())
      if (isOld) await keepPicture().catch(() => undefined)
      clearTimeout(pictureTimer)
      pictureTimer = undefined
    },
  }
}
