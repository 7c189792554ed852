import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument, KnownLayer } from '../../core/designs/document'
import type { EditLabel } from '../../core/designs/history'
import { throughView } from '../../core/designs/seen-as'
import { addLayer, addLayers, duplicateLayers, removeLayers, type Operation } from '../../core/designs/operations'
import { loadMeasuring, type GesturePhase, type Stage } from '../drawing'
import { announce } from '../ui/live-region'
import type { Designer } from './designer-store'
import type { Editor } from './editor'
import { createOwnClipboard } from './own-clipboard'
import { takePictures } from './pictures/take-pictures'
import { viewOf } from './preview-as/shown-as'
import { editInWords, stepName } from './sentences'
import type { WorkbenchViewStore } from './workbench-view'

const inAdd = '[data-designer-add] [role="tabpanel"]'
/** How long a run of edits must rest before it is told. */
const sayAfterMs = 120

/** The editor of the workbench itself; every part below it takes it with `useEditor`. */
export function useOwnEditor(parts: {
  designer: Designer
  view: WorkbenchViewStore
  page: React.RefObject<HTMLElement | null>
  next: () => void
  openMenu: (at: { x: number; y: number }) => void
}): Editor {
  const { t } = useTranslation('designs')
  const stage = useRef<Stage | null>(null)
  const { designer, view, page, next, openMenu } = parts
  return useMemo((): Editor => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const say = (operation: Operation, before: DesignDocument, isOfRun = false) => {
      clearTimeout(waiting)
      if (!isOfRun) return sayNow(operation, before)
      // A key that is held down says where it came to, not every unit on the way; nothing where one has gone on meanwhile.
      const { selection } = designer.store.getState()
      waiting = setTimeout(() => {
        if (designer.store.getState().selection === selection) sayNow(operation, before)
      }, sayAfterMs)
    }
    const sayNow = (operation: Operation, before: DesignDocument) => {
      const after = designer.document()
      const last = designer.store.getState().history.past.at(-1)
      const label: EditLabel = last?.label ?? { verb: operation.verb, layer: null, count: operation.ids.length }
      // New faces and glyphs must be there before their size can be said.
      void loadMeasuring(after).then(
        () => announce(editInWords(t, { ...label, verb: operation.verb }, before, after, operation.ids)),
        () => undefined,
      )
    }
    const act: Editor['act'] = (operation, mark = null) => {
      const before = designer.document()
      if (designer.act(operation, mark)) say(operation, before, mark !== null)
    }
    const selected = () => designer.store.getState().selection
    const focus = (selector: string) =>
      page.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
    const typeText: Editor['typeText'] = (typing) => view.setState({ typing })
    const own = {
      designer,
      view,
      t,
      stage: () => stage.current,
      setStage(made: Stage | null) {
        stage.current = made
      },
      act,
      change: (operation: Operation, mark: string) => void designer.act(operation, mark),
      gesture(operation: Operation, phase: GesturePhase, mark: string) {
        const before = designer.document()
        // What is dragged is what is shown: a name that stands for {name} must not come back with it.
        designer.gesture(throughView(operation, viewOf(designer)), phase, mark)
        if (phase === 'end') say(operation, before)
      },
      add(layer: KnownLayer, type = false) {
        act(addLayer(layer))
        designer.select([layer.id])
        if (type) typeText(layer.id)
      },
      addPictures(files: readonly File[], at?: { x: number; y: number }) {
        const place = (layers: readonly KnownLayer[]) => {
          act(addLayers(layers))
          designer.select(layers.map(({ id }) => id))
        }
        void takePictures(files, { document: designer.document, place, t, at })
      },
      undo() {
        const step = designer.store.getState().history.past.at(-1)
        designer.undo()
        if (step) announce(t('said.undone', { step: stepName(t, step.label) }))
      },
      redo() {
        const step = designer.store.getState().history.future.at(-1)
        designer.redo()
        if (step) announce(t('said.redone', { step: stepName(t, step.label) }))
      },
      duplicate(ids: readonly string[] = selected()) {
        if (ids.length === 0) return
        const operation = duplicateLayers(designer.document(), ids, () => crypto.randomUUID())
        act(operation)
        designer.select(operation.ids)
      },
      remove(ids: readonly string[] = selected()) {
        if (ids.length > 0) act(removeLayers(ids))
      },
      typeText,
      focusCanvas: () => void focus('[data-designer-canvas]'),
      // After a menu or the palette that asked for it has gone.
      focusProperties() {
        view.setState({ isRightOpen: true, isLeftOpen: false })
        requestAnimationFrame(() => focus('[data-designer-properties] input'))
      },
      focusAdd: () =>
        void requestAnimationFrame(() => {
          focus(`${inAdd} input:not([type="file"]), ${inAdd} [role="button"], ${inAdd} button`)
        }),
      next,
      openMenu,
      openMenuAtSelection() {
        const board = page.current?.querySelector('[data-designer-canvas]')?.getBoundingClientRect()
        if (!board) return
        const last = selected().at(-1)
        const frame = last === undefined ? null : stage.current?.frameOf(last)
        const within = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to))
        openMenu({
          x: within(board.left + (frame ? frame.left : board.width / 2), board.left, board.right),
          // High up, so that the whole menu has room beneath.
          y: within(board.top + (frame ? frame.top : 0), board.top, board.top + board.height / 4),
        })
      },
    } satisfies Omit<Editor, 'clipboard'>
    return { ...own, clipboard: createOwnClipboard(own, t) }
  }, [designer, view, page, next, openMenu, t])
}
