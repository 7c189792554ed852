import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { croppedTo, cropRoom, dragCrop, type CropRoom } from '../../../core/designs/crop'
import type { LayerOf } from '../../../core/designs/document'
import { boxHeight, boxWidth, type Box } from '../../../core/designs/geometry'
import { layerById, layerName, replaceLayers } from '../../../core/designs/operations'
import type { StageView } from '../../drawing'
import { Button } from '../../ui/button'
import { announce } from '../../ui/live-region'
import { assets } from '../assets'
import { useDocument, useEditor, useView } from '../editor'
import css from './board.module.css'

const handles = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
] as const
/** The largest side at which the picture is drawn for cropping. */
const mostPx = 2000

/** The picture that is being cropped: all of it dimmed, and a frame round the part that is seen. One step in the history. */
export function CropBoard({ view }: { view: StageView }) {
  const cropping = useView((it) => it.cropping)
  const layer = useDocument().layers.find(({ id }) => id === cropping)
  return layer?.kind === 'picture' && 'sha256' in layer ? (
    <Cropping key={layer.id} layer={layer as LayerOf<'picture'>} view={view} />
  ) : null
}

function Cropping({ layer, view }: { layer: LayerOf<'picture'>; view: StageView }) {
  const { t } = useTranslation('board')
  const { view: workbench, act, designer, focusCanvas } = useEditor()
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [seen, setSeen] = useState<Box | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const drag = useRef<{ x: number; y: number; from: Box; edges: { x: -1 | 0 | 1; y: -1 | 0 | 1 } } | null>(null)
  const close = () => {
    workbench.setState({ cropping: null })
    focusCanvas()
  }
  const { sha256, locked } = layer
  useEffect(() => {
    let isHere = true
    const give = (found: ImageBitmap | null) => {
      if (!isHere) return
      // A picture that is gone, or may not be changed, has nothing to be cropped.
      if (!found || locked) workbench.setState({ cropping: null })
      else setPicture(found)
    }
    assets.picture(sha256).then(give, () => give(null))
    return () => {
      isHere = false
    }
  }, [sha256, locked, workbench])
  useEffect(() => {
    if (picture) frame.current?.focus({ preventScroll: true })
  }, [picture])
  if (!picture) return null
  const open = cropRoom(layer, picture)
  const room: CropRoom = { ...open, seen: seen ?? open.seen }
  const keep = () => {
    const last = layerById(designer.document(), layer.id)
    if (seen && last === layer) act(replaceLayers([croppedTo(layer, open, seen)], 'change'))
    close()
  }
  const cancel = () => {
    announce(t('crop.cancelled'))
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 : 1
    const arrow = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key]
    if (arrow) {
      // With Alt the lower right corner, else the whole frame.
      const edges = event.altKey ? ({ x: 1, y: 1 } as const) : ({ x: 0, y: 0 } as const)
      setSeen(dragCrop(room, edges, arrow[0] ?? 0, arrow[1] ?? 0))
    } else if (event.key === 'Enter') keep()
    else if (event.key === 'Escape') cancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const dragging = (x: -1 | 0 | 1, y: -1 | 0 | 1) => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, y: event.clientY, from: room.seen, edges: { x, y } }
    },
    onPointerMove(event: PointerEvent) {
      if (!drag.current) return
      const angle = (-layer.rotation * Math.PI) / 180
      const dx = (event.clientX - drag.current.x) / view.zoom
      const dy = (event.clientY - drag.current.y) / view.zoom
      setSeen(
        dragCrop(
          { picture: room.picture, seen: drag.current.from },
          drag.current.edges,
          dx * Math.cos(angle) - dy * Math.sin(angle),
          dx * Math.sin(angle) + dy * Math.cos(angle),
        ),
      )
    },
    onPointerUp() {
      drag.current = null
    },
  })
  const place = (box: Box) => ({
    left: box.left * view.zoom,
    top: box.top * view.zoom,
    width: boxWidth(box) * view.zoom,
    height: boxHeight(box) * view.zoom,
  })
  const hidden = [
    room.seen.top - room.picture.top,
    room.picture.right - room.seen.right,
    room.picture.bottom - room.seen.bottom,
    room.seen.left - room.picture.left,
  ]
  return (
    <div className={css.crop} data-crop>
      <div
        className={css.turned}
        style={{
          left: layer.x * view.zoom + view.left,
          top: layer.y * view.zoom + view.top,
          transform: `rotate(${layer.rotation}deg)`,
        }}
      >
        <Drawn picture={picture} className={css.dimmed} style={place(room.picture)} />
        <Drawn
          picture={picture}
          className={css.bright}
          style={{
            ...place(room.picture),
            clipPath: `inset(${hidden.map((by) => `${by * view.zoom}px`).join(' ')})`,
          }}
        />
        <div
          ref={frame}
          className={css.cropFrame}
          style={place(room.seen)}
          role="application"
          aria-roledescription={t('crop.role')}
          aria-label={t('crop.label', {
            name: layerName(layer),
            width: Math.round(boxWidth(room.seen)),
            height: Math.round(boxHeight(room.seen)),
          })}
          tabIndex={0}
          onKeyDown={onKeyDown}
          {...dragging(0, 0)}
        >
          {handles.map(([x, y]) => (
            <span
              key={`${x} ${y}`}
              className={css.cropHandle}
              style={{ left: `${50 + x * 50}%`, top: `${50 + y * 50}%` }}
              data-edge={`${x},${y}`}
              aria-hidden
              {...dragging(x, y)}
            />
          ))}
        </div>
      </div>
      <div className={css.cropBar} onKeyDown={(event) => event.key === 'Escape' && onKeyDown(event)}>
        <span>{t('crop.hint')}</span>
        <Button size="small" onPress={cancel}>
          {t('crop.cancel')}
        </Button>
        <Button size="small" variant="primary" onPress={keep}>
          {t('crop.keep')}
        </Button>
      </div>
    </div>
  )
}

function Drawn(props: { picture: ImageBitmap; className: string | undefined; style: React.CSSProperties }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { picture } = props
  const scale = Math.min(1, mostPx / Math.max(picture.width, picture.height))
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height)
  }, [picture])
  return (
    <canvas
      ref={canvas}
      className={props.className}
      style={props.style}
      width={Math.max(1, Math.round(picture.width * scale))}
      height={Math.max(1, Math.round(picture.height * scale))}
      aria-hidden
    />
  )
}
