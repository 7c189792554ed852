import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Box } from '../../core/designs/geometry'
import { isKnownLayer } from '../../core/designs/document'
import { layerById, layerName, removeLayers, updateLayer } from '../../core/designs/operations'
import type { StageView } from '../drawing'
import { shortcutText } from '../ui/keys'
import css from './canvas.module.css'
import { useDocument, useEditor } from './editor'

const widthPx = 280
const roomPx = 96

/**
 * The text of a layer in a real text field beside it, while the canvas shows what it comes to: caret, selection, right-to-left
 * writing, input methods and spell checking are the browser's own. What is typed is one step.
 */
export function TextOverlay(props: {
  id: string
  view: StageView
  frameOf: (id: string) => Box | null
  onClose: () => void
}) {
  const { t } = useTranslation('designs')
  const { designer, change, focusCanvas } = useEditor()
  const document = useDocument()
  const { id, frameOf, view, onClose } = props
  const layer = layerById(document, id)
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [style, setStyle] = useState<CSSProperties>({ left: 0, top: 0, opacity: 0 })
  const isClosed = useRef(false)
  const text = layer && isKnownLayer(layer) && 'text' in layer ? layer.text : null
  const isGone = text === null

  useLayoutEffect(() => {
    const board = box.current?.parentElement
    if (!board) return
    const frame = frameOf(id) ?? { left: board.clientWidth / 2, right: board.clientWidth / 2, top: 80, bottom: 80 }
    const width = Math.min(widthPx, board.clientWidth - 16)
    const left = Math.max(8, Math.min((frame.left + frame.right - width) / 2, board.clientWidth - width - 8))
    // Below the text where there is room, else above it.
    const below = frame.bottom + 12
    const top = below + roomPx <= board.clientHeight ? below : Math.max(8, frame.top - roomPx - 12)
    setStyle({ left, top, width })
  }, [id, view, frameOf, document])
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  useEffect(() => {
    if (isGone) onClose()
  }, [isGone, onClose])

  const close = (backToCanvas: boolean) => {
    if (isClosed.current) return
    isClosed.current = true
    designer.settle()
    const last = layerById(designer.document(), id)
    // A text of nothing cannot be seen or hit again.
    if (last && isKnownLayer(last) && (last.kind === 'text' || last.kind === 'arcText') && last.text.trim() === '')
      designer.act(removeLayers([id]))
    onClose()
    if (backToCanvas) focusCanvas()
  }
  if (!layer || text === null) return null
  const isLines = layer.kind === 'text'
  const common = {
    ref: field,
    value: text,
    maxLength: isLines ? 500 : 200,
    dir: 'auto',
    spellCheck: true,
    'aria-label': t('text.label', { name: layerName(layer) }),
    'aria-describedby': 'designer-text-hint',
    onChange: (event: { target: { value: string } }) =>
      change(updateLayer(id, { text: event.target.value }), `type:${id}`),
    onBlur: () => close(false),
    onKeyDown: (event: KeyboardEvent) => {
      // While an input method composes, its keys are its own.
      if (event.nativeEvent.isComposing) return
      const isDone =
        event.key === 'Escape' ||
        (event.key === 'Enter' && (!isLines || event.ctrlKey || event.metaKey)) ||
        event.key === 'Tab'
      if (!isDone) return
      event.preventDefault()
      event.stopPropagation()
      close(true)
    },
  }
  return (
    <div ref={box} className={css.text} style={style}>
      {isLines ? <textarea {...common} rows={Math.min(4, text.split('\n').length)} /> : <input {...common} />}
      <span id="designer-text-hint" className={css.hint}>
        {isLines ? t('text.hintLines', { keys: shortcutText('Mod+Enter') }) : t('text.hint')}
      </span>
    </div>
  )
}
