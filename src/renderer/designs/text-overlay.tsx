import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isKnownLayer } from '../../core/designs/document'
import { layerById, layerName, removeLayers, updateLayer } from '../../core/designs/operations'
import { retyped } from '../../core/designs/text-spans'
import type { Stage, StageView, TextPlace } from '../drawing'
import { shortcutText } from '../ui/keys'
import css from './canvas.module.css'
import { useDocument, useEditor } from './editor'

const widthPx = 280
const roomPx = 96
/** Letters smaller than this on the screen are typed in a field beside them, and so are letters of several weights. */
const leastInPlacePx = 11

/** The field that lies over the letters themselves: they are drawn by the canvas, the field gives caret and selection. */
function fieldOver(place: TextPlace): { box: CSSProperties; field: CSSProperties } {
  const { centre, rotation, top, boxWidth, font, lineHeight, letterSpacing, align, width, lines } = place
  // Room for the letter that is typed next, so that the field never scrolls.
  const room = boxWidth === null ? lineHeight * 1.5 : 0
  const wide = (boxWidth ?? width) + 2 * room
  return {
    box: { left: centre.x, top: centre.y, transform: `rotate(${rotation}deg)` },
    field: {
      left: -wide / 2 + (align === 'center' ? letterSpacing / 2 : align === 'right' ? letterSpacing : 0),
      top,
      width: wide,
      height: lineHeight * lines,
      paddingInline: room,
      font,
      // After `font`, which sets it back.
      lineHeight: `${lineHeight}px`,
      letterSpacing,
      textAlign: align,
      whiteSpace: boxWidth === null ? 'pre' : 'pre-wrap',
    },
  }
}

/**
 * The text of a layer in a real text field, over the letters or beside the arc that they stand on, while the canvas shows what it
 * comes to: caret, selection, right-to-left writing, input methods and spell checking are the browser's own (traps 2 and 18 of
 * fabric). What is typed is one step.
 */
export function TextOverlay(props: { id: string; view: StageView; stage: () => Stage | null; onClose: () => void }) {
  const { t } = useTranslation('designs')
  const { designer, change, focusCanvas } = useEditor()
  const document = useDocument()
  const { id, stage, view, onClose } = props
  const layer = layerById(document, id)
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [style, setStyle] = useState<{ box: CSSProperties; field: CSSProperties | null }>({
    box: { left: 0, top: 0, opacity: 0 },
    field: null,
  })
  const isClosed = useRef(false)
  const text = layer && isKnownLayer(layer) && 'text' in layer ? layer.text : null
  const isGone = text === null
  // A field has one face: over letters of several weights its caret would drift away from them.
  const hasOwnWeights =
    layer !== undefined &&
    isKnownLayer(layer) &&
    layer.kind === 'text' &&
    layer.spans.some(({ weight }) => weight !== undefined)

  useLayoutEffect(() => {
    const board = box.current?.parentElement
    const at = stage()
    if (!board || !at) return
    let isHere = true
    const lay = (): void => {
      if (!isHere) return
      const place = at.textPlace(id)
      if (place && !hasOwnWeights && place.lineHeight >= leastInPlacePx) return setStyle(fieldOver(place))
      const frame = at.frameOf(id) ?? { left: board.clientWidth / 2, right: board.clientWidth / 2, top: 80, bottom: 80 }
      const width = Math.min(widthPx, board.clientWidth - 16)
      const left = Math.max(8, Math.min((frame.left + frame.right - width) / 2, board.clientWidth - width - 8))
      // Below the text where there is room, else above it.
      const below = frame.bottom + 12
      const top = below + roomPx <= board.clientHeight ? below : Math.max(8, frame.top - roomPx - 12)
      setStyle({ box: { left, top, width }, field: null })
    }
    lay()
    // A letter of another script may first have to load its face.
    void at.settled().then(lay)
    return () => {
      isHere = false
    }
  }, [id, view, stage, document, hasOwnWeights])
  useLayoutEffect(() => {
    field.current?.scrollTo(0, 0)
  }, [style])
  const isInPlace = style.field !== null
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
    spellCheck: !isInPlace,
    'aria-label': t('text.label', { name: layerName(layer) }),
    'aria-describedby': 'designer-text-hint',
    onChange: (event: { target: { value: string } }) =>
      change(updateLayer(id, retyped(layer, event.target.value)), `type:${id}`),
    onBlur: () => close(false),
    onKeyDown: (event: KeyboardEvent) => {
      // While an input method composes, its keys are its own (229: some tell it only so).
      if (event.nativeEvent.isComposing || event.keyCode === 229) return
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
    <div ref={box} className={isInPlace ? css.inPlace : css.text} style={style.box}>
      {isLines ? (
        <textarea {...common} style={style.field ?? {}} rows={Math.min(4, text.split('\n').length)} />
      ) : (
        <input {...common} />
      )}
      <span id="designer-text-hint" className={css.hint} hidden={isInPlace}>
        {isLines ? t('text.hintLines', { keys: shortcutText('Mod+Enter') }) : t('text.hint')}
      </span>
    </div>
  )
}
