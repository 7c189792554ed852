import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../core/base64'
import type { DesignDocument } from '../../core/designs/document'
import type { EditLabel } from '../../core/designs/history'
import { addLayer, duplicateLayers, removeLayers, type Operation } from '../../core/designs/operations'
import { client } from '../api/client'
import { loadMeasuring, type Stage } from '../drawing'
import { announce } from '../ui/live-region'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import type { Designer } from './designer-store'
import type { Editor } from './editor'
import { newPicture } from './new-layers'
import { editInWords, stepName } from './sentences'
import { takePicture } from './take-picture'
import type { WorkbenchViewStore } from './workbench-view'

/** The editor of the workbench itself; every part below it takes it with `useEditor`. */
export function useOwnEditor(parts: {
  designer: Designer
  view: WorkbenchViewStore
  page: React.RefObject<HTMLElement | null>
  next: () => void
  openMenu: (at: { x: number; y: number }) => void
}): Editor {
  const { t } = useTranslation('designs')
  const { run } = useErrors()
  const stage = useRef<Stage | null>(null)
  const { designer, view, page, next, openMenu } = parts
  return useMemo((): Editor => {
    const say = (operation: Operation, before: DesignDocument) => {
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
      if (designer.act(operation, mark)) say(operation, before)
    }
    const selected = () => designer.store.getState().selection
    const focus = (selector: string) =>
      page.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
    const typeText: Editor['typeText'] = (typing) => view.setState({ typing })
    return {
      designer,
      view,
      stage: () => stage.current,
      setStage(made) {
        stage.current = made
      },
      act,
      change: (operation, mark) => void designer.act(operation, mark),
      add(layer, type = false) {
        act(addLayer(layer))
        designer.select([layer.id])
        if (type) typeText(layer.id)
      },
      addPictures(files, at) {
        void run(async () => {
          for (const file of files) {
            const { blob, reducedFrom } = await takePicture(file)
            const picture = await client.pictures.add({ bytes: await toBase64(blob) })
            const name = file.name.replace(/\.[a-z0-9]+$/i, '').slice(0, 120) || t('names.picture')
            const layer = newPicture(picture, name, at)
            act(addLayer(layer))
            designer.select([layer.id])
            if (reducedFrom !== null) showToast({ text: t('pictures.reduced', { from: reducedFrom }), tone: 'info' })
          }
        })
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
      duplicate(ids = selected()) {
        if (ids.length === 0) return
        const operation = duplicateLayers(designer.document(), ids, () => crypto.randomUUID())
        act(operation)
        designer.select(operation.ids)
      },
      remove(ids = selected()) {
        if (ids.length > 0) act(removeLayers(ids))
      },
      typeText,
      focusCanvas: () => void focus('[data-designer-canvas]'),
      focusProperties: () => void focus('[data-designer-properties] input'),
      next,
      openMenu,
    }
  }, [designer, view, page, next, openMenu, run, t])
}
