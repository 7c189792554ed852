import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { silhouettePath } from '../../core/designs/silhouettes'
import { createStage, type ArtboardGround, type Stage, type StageView } from '../drawing'
import { assets } from './assets'
import css from './canvas.module.css'
import { CropBoard } from './canvas/crop-board'
import { GuideStrips } from './canvas/guide-strips'
import { gridCircles, PolarGrid } from './canvas/polar-grid'
import { Rulers } from './canvas/rulers'
import { useDesigner, useEditor, useView } from './editor'
import { useTypedDocument, viewOf } from './preview-as/shown-as'
import { boardParts } from './slots'
import { readStageColors, watchColors } from './stage-colors'
import { TextOverlay } from './text-overlay'

/** The drawing board. It is walked through with Tab and the arrow keys; the keys themselves are in `keys.ts`. */
export function DesignCanvas(props: {
  ground: ArtboardGround
  isPanning: boolean
  typing: string | null
  onView: (view: StageView) => void
  onContextMenu: (at: { x: number; y: number }) => void
}) {
  const { t } = useTranslation('designs')
  const { designer, setStage, gesture, typeText, addPictures, view: workbench } = useEditor()
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const selection = useDesigner((it) => it.selection)
  const [view, setView] = useState<StageView>({ zoom: 1, left: 0, top: 0 })
  const [isOver, setOver] = useState(false)
  const { ground, isPanning, typing } = props
  const drawn = useTypedDocument(typing)
  const hasGrid = useView((it) => it.hasGrid)
  const hasRulers = useView((it) => it.hasRulers)
  const onView = useEffectEvent((next: StageView) => {
    setView(next)
    props.onView(next)
  })
  const begin = useEffectEvent((element: HTMLElement): Stage => {
    const { history, selection: chosen } = designer.store.getState()
    return createStage(element, {
      document: viewOf(designer)(history.present),
      assets,
      selection: chosen,
      ground,
      colors: readStageColors(),
      onGesture: gesture,
      onSelect: (ids) => designer.select(ids),
      onEditText: (id) => typeText(id),
      onCrop: (id) => workbench.setState({ cropping: id }),
      onView,
    })
  })
  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = begin(element)
    stage.current = made
    setStage(made)
    setView(made.view())
    // So that it is said where one is, and the keys work at once; not where a field asked for the cursor itself.
    if (document.activeElement === null || document.activeElement === document.body)
      element.focus({ preventScroll: true })
    const stop = watchColors(() => made.setColors(readStageColors()))
    return () => {
      stop()
      setStage(null)
      stage.current = null
      made.dispose()
    }
  }, [designer, setStage])
  useEffect(() => stage.current?.setDocument(drawn), [drawn])
  useEffect(() => stage.current?.setSelection(selection), [selection])
  useEffect(() => stage.current?.setGround(ground), [ground])
  useEffect(() => stage.current?.setPanning(isPanning), [isPanning])
  const isCovered = useView((it) => it.cropping !== null || it.typing !== null)
  useEffect(() => stage.current?.setCovered(isCovered), [isCovered])
  const { guides } = drawn
  useEffect(
    () => stage.current?.setAids({ lines: hasRulers ? guides : [], circles: hasGrid ? gridCircles : [] }),
    [guides, hasRulers, hasGrid],
  )

  const hasFiles = (event: React.DragEvent): boolean => event.dataTransfer.types.includes('Files')
  const isEmpty = drawn.layers.length === 0
  const ghost = 560 * view.zoom
  return (
    <div className={css.board} data-over={isOver || undefined}>
      <div
        ref={host}
        className={css.host}
        data-designer-canvas
        role="application"
        aria-roledescription={t('canvas.role')}
        aria-label={t('canvas.label', { count: drawn.layers.length })}
        aria-describedby="designer-canvas-help"
        tabIndex={0}
        onPointerDown={() => host.current?.focus({ preventScroll: true })}
        onContextMenu={(event) => {
          event.preventDefault()
          const under = stage.current?.hitTest(event.clientX, event.clientY)
          if (under && !designer.store.getState().selection.includes(under)) designer.select([under])
          const box = event.currentTarget.getBoundingClientRect()
          const byKey = event.clientX === 0 && event.clientY === 0
          props.onContextMenu(
            byKey
              ? { x: box.left + box.width / 2, y: box.top + box.height / 2 }
              : { x: event.clientX, y: event.clientY },
          )
        }}
        onDragOver={(event) => {
          if (!hasFiles(event)) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          if (!hasFiles(event)) return
          event.preventDefault()
          setOver(false)
          addPictures([...event.dataTransfer.files], stage.current?.toArtboard(event.clientX, event.clientY))
        }}
      />
      <p id="designer-canvas-help" hidden>
        {t('canvas.help')}
      </p>
      {isEmpty && typing === null ? (
        <div
          className={css.ghost}
          style={{ left: view.left + 20 * view.zoom, top: view.top + 20 * view.zoom, width: ghost, height: ghost }}
          aria-hidden
        >
          <svg viewBox="-284 -284 568 568">
            <path d={silhouettePath('scallop', {}, 560, 560)} />
          </svg>
          <span>{t('canvas.empty')}</span>
        </div>
      ) : null}
      {hasGrid ? <PolarGrid view={view} /> : null}
      {hasRulers ? <GuideStrips view={view} /> : null}
      {hasRulers ? <Rulers view={view} /> : null}
      <CropBoard view={view} />
      {boardParts.map((Part, index) => (
        <Part key={index} />
      ))}
      {typing === null ? null : (
        <TextOverlay key={typing} id={typing} view={view} stage={() => stage.current} onClose={() => typeText(null)} />
      )}
    </div>
  )
}
