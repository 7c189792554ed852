import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DesignDocument } from '../../core/designs/document'
import { closeMark, edit, gesture, redo, startHistory, undo, type History } from '../../core/designs/history'
import type { Operation } from '../../core/designs/operations'

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

/** What a designer is handed: where its document and its picture are kept, and who is told when that fails. */
export interface DesignerPorts {
  readonly save: (input: { name: string; document: DesignDocument }) => Promise<unknown>
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
  readonly select: (ids: readonly string[]) => void
  readonly rename: (name: string) => void
  /** Stores what is not stored yet; false where that failed. The document stays in hand either way. */
  readonly flush: () => Promise<boolean>
  /** Stores everything and brings the picture up to date; answers with its hash. @throws what storing or drawing threw. */
  readonly finish: () => Promise<string>
  /** The page is left: stores everything, and the picture where it is old. Never throws. */
  readonly leave: () => Promise<void>
}

/** Opens a design. `picture` is the hash of its kept picture, null where none was drawn yet. */
export function createDesigner(
  opened: { name: string; document: DesignDocument; picture: string | null },
  ports: DesignerPorts,
): Designer {
  const store = createStore<DesignerState>(() => ({
    name: opened.name,
    history: startHistory(opened.document),
    selection: [],
    saved: 'saved',
  }))
  let stored = { name: opened.name, document: opened.document }
  let picture = opened.picture
  let drawn = opened.picture === null && opened.document.layers.length > 0 ? null : opened.document
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let pictureTimer: ReturnType<typeof setTimeout> | undefined
  let storing: Promise<boolean> | null = null
  let drawing: Promise<string> | null = null
  let lastError: unknown = null

  const document = (): DesignDocument => store.getState().history.present
  const isStored = (): boolean => stored.document === document() && stored.name === store.getState().name

  const storeNow = async (): Promise<boolean> => {
    while (!isStored()) {
      const { name } = store.getState()
      const next = { name, document: document() }
      const hadFailed = store.getState().saved === 'failed'
      store.setState({ saved: 'saving' })
      try {
        await ports.save(next)
        stored = next
        lastError = null
      } catch (error) {
        lastError = error
        store.setState({ saved: 'failed' })
        // Said once for a run of failures; the state stays in sight until it is mended.
        if (!hadFailed) ports.report(error)
        saveTimer ??= setTimeout(onSaveTimer, tryAgainAfterMs)
        return false
      }
    }
    store.setState({ saved: 'saved' })
    return true
  }
  const flush = (): Promise<boolean> => {
    clearTimeout(saveTimer)
    saveTimer = undefined
    // One save at a time, so that an older document never overtakes a newer one; the loop takes in what changed meanwhile.
    storing ??= storeNow().finally(() => {
      storing = null
    })
    return storing
  }
  const onSaveTimer = (): void => void flush()

  const keepPicture = (): Promise<string> => {
    clearTimeout(pictureTimer)
    pictureTimer = undefined
    const draw = async (): Promise<string> => {
      while (picture === null || drawn !== document()) {
        const shown = document()
        picture = await ports.keepPicture(shown)
        drawn = shown
      }
      return picture
    }
    drawing ??= draw().finally(() => {
      drawing = null
    })
    return drawing
  }
  const onPictureTimer = (): void => {
    // Of no weight: it is drawn again when the page is left.
    keepPicture().catch(() => undefined)
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
    if (history.present === before.present) return false
    changed()
    return true
  }
  const history = (): History => store.getState().history

  if (drawn === null) waitForIdle()
  return {
    store,
    document,
    act: (operation, mark = null) => bring(edit(history(), operation, mark)),
    gesture: (operation, phase, mark) => void bring(gesture(history(), operation, mark, phase)),
    settle: () => void bring(closeMark(history())),
    undo: () => void bring(undo(history())),
    redo: () => void bring(redo(history())),
    select(ids) {
      const { selection } = store.getState()
      if (ids.length === selection.length && ids.every((id, index) => id === selection[index])) return
      const known = new Set(document().layers.map(({ id }) => id))
      store.setState({ selection: ids.filter((id) => known.has(id)) })
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
      await flush()
      clearTimeout(saveTimer)
      saveTimer = undefined
      const isOld = picture === null ? document().layers.length > 0 : drawn !== document()
      if (isOld) await keepPicture().catch(() => undefined)
      clearTimeout(pictureTimer)
      pictureTimer = undefined
    },
  }
}
