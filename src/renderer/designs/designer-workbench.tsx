import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Copy, Eye, Lock, PenLine, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { toBase64 } from '../../core/base64'
import { isKnownLayer, type KnownLayer } from '../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, union } from '../../core/designs/geometry'
import type { EditLabel } from '../../core/designs/history'
import {
  addLayer,
  addLayers,
  alignLayers,
  duplicateLayers,
  moveLayers,
  removeLayers,
  reorderLayers,
  resizeLayers,
  rotateLayers,
  setHidden,
  setLocked,
  type Operation,
} from '../../core/designs/operations'
import { client } from '../api/client'
import { navigate } from '../app/navigation'
import { layerBounds, loadMeasuring, type ArtboardGround, type Stage } from '../drawing'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { isTyping, shortcutText } from '../ui/keys'
import { announce } from '../ui/live-region'
import { type MenuEntry, useContextMenu } from '../ui/menu'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import { AddPanel, type AddPlace } from './add/add-panel'
import { DesignCanvas } from './canvas'
import { besides, clipboardType, clipOf, layersOfClip } from './clipboard'
import css from './designer.module.css'
import type { Designer } from './designer-store'
import { EditorContext, type Editor } from './editor'
import { GroundSwitch } from './ground-switch'
import { HelpDialog } from './help-dialog'
import { commandOf, placeOf, type Command } from './keys'
import { LayersPanel } from './layers/layers-panel'
import { newArcText, newPicture, newShape, newText } from './new-layers'
import { leave } from './open-designers'
import { PropertiesPanel } from './properties/properties-panel'
import { editInWords, stepName, walkedTo } from './sentences'
import { SizeStrip } from './size-strip'
import { takePicture } from './take-picture'
import { toBadge } from './to-badge'
import { TopBar } from './top-bar'

const hasPicture = ({ items }: DataTransfer): boolean =>
  [...items].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))
const picturesOf = ({ files }: DataTransfer): File[] => [...files].filter(({ type }) => type.startsWith('image/'))

/** The designer of one open design: add on the left, canvas and sizes in the middle, properties and layers on the right. */
export function DesignerWorkbench({ designId, designer }: { designId: string; designer: Designer }) {
  const { t } = useTranslation('designs')
  const { run } = useErrors()
  const stage = useRef<Stage | null>(null)
  const page = useRef<HTMLDivElement>(null)
  const copied = useRef<string | null>(null)
  const isLeavingCanvas = useRef(false)
  const [zoom, setZoom] = useState(1)
  const [ground, setGround] = useState<ArtboardGround>('checker')
  const [tool, setTool] = useState<'select' | 'hand'>('select')
  const [isSpaceDown, setSpaceDown] = useState(false)
  const [typing, setTyping] = useState<string | null>(null)
  const [place, setPlace] = useState<AddPlace>(() => (designer.document().layers.length === 0 ? 'shapes' : 'templates'))
  const [showLargest, setShowLargest] = useState(() => window.innerHeight >= 960)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [asking, setAsking] = useState<string | null>(null)
  const context = useContextMenu(t('menu.title'))

  const say = useCallback(
    (operation: Operation, before: ReturnType<Designer['document']>) => {
      const after = designer.document()
      const last = designer.store.getState().history.past.at(-1)
      const label: EditLabel = last?.label ?? { verb: operation.verb, layer: null, count: operation.ids.length }
      // New faces and glyphs must be there before their size can be said.
      void loadMeasuring(after).then(
        () => announce(editInWords(t, { ...label, verb: operation.verb }, before, after, operation.ids)),
        () => undefined,
      )
    },
    [designer, t],
  )
  const setStage = useCallback((next: Stage | null) => {
    stage.current = next
  }, [])
  const focusCanvas = useCallback(
    () => page.current?.querySelector<HTMLElement>('[data-designer-canvas]')?.focus({ preventScroll: true }),
    [],
  )
  const editor = useMemo((): Editor => {
    const act: Editor['act'] = (operation, mark = null) => {
      const before = designer.document()
      if (designer.act(operation, mark)) say(operation, before)
    }
    const selected = () => designer.store.getState().selection
    return {
      designer,
      stage: () => stage.current,
      setStage,
      act,
      change: (operation, mark) => void designer.act(operation, mark),
      add(layer, type = false) {
        act(addLayer(layer))
        designer.select([layer.id])
        if (type) setTyping(layer.id)
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
      typeText: setTyping,
      focusCanvas: () => void focusCanvas(),
    }
  }, [designer, say, setStage, focusCanvas, run, t])

  // -- leaving --------------------------------------------------------------------------------------------------------------

  useEffect(() => {
    const flush = () => void designer.flush()
    const hide = () => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', hide)
      leave(designId, designer)
    }
  }, [designer, designId])
  const name = useStore(designer.store, (it) => it.name)
  const lastSelected = useStore(designer.store, (it) => it.selection.at(-1))
  useEffect(() => {
    // Another layer's fields begin at their top.
    page.current?.querySelector('[data-designer-properties]')?.scrollTo(0, 0)
  }, [lastSelected])
  useEffect(() => {
    document.title = t('ui:windowTitle', { title: name })
  }, [t, name])

  const next = async () => {
    if (isBusy) return
    setBusy(true)
    await run(async () => {
      const picture = await designer.finish()
      const step = await toBadge(designId, {
        name: designer.store.getState().name,
        document: designer.document(),
        picture,
      })
      if (step.asks === 'newVersion') setAsking(step.badgeId)
      else navigate({ page: 'badge', badgeId: step.badgeId })
    })
    setBusy(false)
  }
  const asNewVersion = (badgeId: string) => async () => {
    setBusy(true)
    const saved = await run(() => client.badges.save({ id: badgeId, usePictureOfDesign: true, asNewVersion: true }))
    setBusy(false)
    if (saved) navigate({ page: 'badge', badgeId })
  }

  // -- keys -----------------------------------------------------------------------------------------------------------------

  const walk = (step: 1 | -1): boolean => {
    const order = designer.document().layers.filter((layer) => !(isKnownLayer(layer) && layer.hidden))
    const { selection } = designer.store.getState()
    if (isLeavingCanvas.current) return false
    const here = order.findIndex(({ id }) => id === selection.at(-1))
    const to = here < 0 ? (step === 1 ? 0 : order.length - 1) : here + step
    const layer = order[to]
    if (!layer) {
      // Past the last one: the canvas is no trap.
      designer.select([])
      return false
    }
    designer.select([layer.id])
    announce(walkedTo(t, layer, designer.document()))
    return true
  }
  const resize = (ids: readonly string[], dx: number, dy: number) => {
    const layers = designer.document().layers.filter((it) => ids.includes(it.id))
    const box = union(layers.map(layerBounds))
    if (!box) return
    const width = Math.max(1, boxWidth(box))
    const height = Math.max(1, boxHeight(box))
    const sx = Math.max(0.01, (width + dx) / width)
    const sy = Math.max(0.01, (height + dy) / height)
    if (ids.length === 1) editor.act(resizeLayers(ids, sx, sy), 'key:resize')
    else editor.act(resizeLayers(ids, dx === 0 ? sy : sx, 1, boxCentre(box)), 'key:resize')
  }
  /** Does what a key asks; false where there was nothing to do, so that the browser may. */
  const obey = (command: Command): boolean => {
    const { selection } = designer.store.getState()
    const layers = designer.document().layers.filter(({ id }) => selection.includes(id))
    const known = layers.filter(isKnownLayer)
    const isAny = selection.length > 0
    switch (command.do) {
      case 'undo':
        editor.undo()
        return true
      case 'redo':
        editor.redo()
        return true
      case 'help':
        setHelpOpen(true)
        return true
      case 'next':
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        void next()
        return true
      case 'selectAll': {
        const all = designer.document().layers.filter((it) => isKnownLayer(it) && !it.hidden && !it.locked)
        designer.select(all.map(({ id }) => id))
        announce(t('said.selected', { what: t('layerCount', { count: all.length }) }))
        return true
      }
      case 'tool':
        setTool(command.tool)
        announce(t(command.tool === 'hand' ? 'toolHand' : 'toolSelect'))
        return true
      case 'add':
        addByKey(command.what)
        return true
      case 'fit':
        stage.current?.fit()
        return true
      case 'actualSize':
        stage.current?.setZoom(1)
        return true
      case 'fitSelection':
        stage.current?.fit(isAny ? selection : undefined)
        return true
      case 'zoom':
        stage.current?.setZoom((stage.current.view().zoom || 1) * command.factor)
        return true
      case 'walk':
        return walk(command.step)
      case 'clear':
        isLeavingCanvas.current = !isAny
        designer.select([])
        announce(isAny ? t('said.released') : t('said.leaving'))
        return true
      case 'edit': {
        const only = known.length === 1 ? known[0] : undefined
        if (!only) return false
        if ('text' in only && !only.locked) setTyping(only.id)
        else page.current?.querySelector<HTMLElement>('[data-designer-properties] input')?.focus()
        return true
      }
      case 'align':
        if (isAny) editor.act(alignLayers(selection, command.alignment, layerBounds))
        return isAny
      case 'duplicate':
        editor.duplicate()
        return true
      case 'remove':
        editor.remove()
        return isAny
      case 'order':
        if (isAny) editor.act(reorderLayers(selection, command.order))
        return isAny
      case 'lock':
        if (known.length > 0)
          editor.act(
            setLocked(
              selection,
              known.some(({ locked }) => !locked),
            ),
          )
        return isAny
      case 'hide':
        if (known.length > 0)
          editor.act(
            setHidden(
              selection,
              known.some(({ hidden }) => !hidden),
            ),
          )
        return isAny
      case 'move':
        if (isAny) editor.act(moveLayers(selection, command.dx, command.dy), 'key:move')
        return true
      case 'resize':
        if (isAny) resize(selection, command.dx, command.dy)
        return true
      case 'rotate':
        if (isAny) rotate(known, command.degrees)
        return isAny
    }
  }
  const rotate = (layers: readonly KnownLayer[], degrees: number) => {
    const [only] = layers
    if (layers.length === 1 && only) return editor.act(rotateLayers([only.id], degrees), 'key:rotate')
    const box = union(layers.map(layerBounds))
    if (box)
      editor.act(
        rotateLayers(
          layers.map(({ id }) => id),
          degrees,
          boxCentre(box),
        ),
        'key:rotate',
      )
  }
  const addByKey = (what: Extract<Command, { do: 'add' }>['what']) => {
    const at = designer.document()
    const shape = (id: string) => editor.add(newShape(at, id, t(`shapes.${id}`)))
    if (what === 'text') editor.add(newText(at, t('sample.text'), t('names.text')), true)
    else if (what === 'arcText') editor.add(newArcText(at, t('sample.arc'), t('names.arcText')), true)
    else if (what === 'rectangle') shape('rounded')
    else if (what === 'ellipse') shape('circle')
    else shape('polygon')
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return
    const where = placeOf(event.target, isTyping(event))
    if (event.key === ' ' && where === 'canvas') {
      event.preventDefault()
      return setSpaceDown(true)
    }
    const command = commandOf(event, where)
    if (command?.do !== 'walk' && command?.do !== 'clear') isLeavingCanvas.current = false
    if (!command || !obey(command)) return
    event.preventDefault()
    event.stopPropagation()
  })
  const onKeyUp = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === ' ') setSpaceDown(false)
    // A run of nudges is one step until the arrow is let go.
    if (event.key.startsWith('Arrow') || event.key === '<' || event.key === '>') designer.settle()
  })
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (isTyping({ target: event.target }) || !window.getSelection()?.isCollapsed) return
    const { selection } = designer.store.getState()
    const layers = designer.document().layers.filter(({ id }) => selection.includes(id))
    if (layers.length === 0 || !event.clipboardData) return
    event.preventDefault()
    copied.current = clipOf(layers)
    event.clipboardData.setData(clipboardType, copied.current)
    announce(t('said.copied', { what: t('layerCount', { count: layers.length }) }))
    if (event.type === 'cut') editor.remove()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (isTyping({ target: event.target }) || !event.clipboardData) return
    const { clipboardData } = event
    const pasted = layersOfClip(clipboardData.getData(clipboardType))
    const files = picturesOf(clipboardData)
    const text = clipboardData.getData('text/plain').trim()
    if (pasted) {
      const layers = besides(pasted, designer.document().layers)
      editor.act(addLayers(layers))
      designer.select(layers.map(({ id }) => id))
    } else if (files.length > 0) editor.addPictures(files)
    else if (text) editor.add(newText(designer.document(), text.slice(0, 500), text.slice(0, 40), 48))
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const onBlur = () => setSpaceDown(false)
    // Before anything else, so that the shell's own keys (Alt and arrows among them) leave ours alone.
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keyup', onKeyUp, true)
    window.addEventListener('blur', onBlur)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keyup', onKeyUp, true)
      window.removeEventListener('blur', onBlur)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])

  const openMenu = (at: { x: number; y: number }) => context.openAt(at.x, at.y, menuEntries())
  const menuEntries = (): MenuEntry[] => {
    const { selection } = designer.store.getState()
    const known = designer
      .document()
      .layers.filter((it) => selection.includes(it.id))
      .filter(isKnownLayer)
    const [only] = known
    const isNone = selection.length === 0
    const order = (
      id: 'front' | 'forward' | 'backward' | 'back',
      icon: typeof ArrowUp,
      shortcut: string,
    ): MenuEntry => ({
      id,
      label: t(`menu.${id}`),
      icon,
      shortcut,
      isDisabled: isNone,
      onAction: () => editor.act(reorderLayers(selection, id)),
    })
    return [
      ...(known.length === 1 && only && 'text' in only
        ? [
            { id: 'edit', label: t('menu.edit'), icon: PenLine, shortcut: 'Enter', onAction: () => setTyping(only.id) },
            'separator' as const,
          ]
        : []),
      order('front', ArrowUpToLine, 'Shift+]'),
      order('forward', ArrowUp, ']'),
      order('backward', ArrowDown, '['),
      order('back', ArrowDownToLine, 'Shift+['),
      'separator',
      {
        id: 'duplicate',
        label: t('layers.duplicate'),
        icon: Copy,
        shortcut: shortcutText('Mod+D'),
        isDisabled: isNone,
        onAction: () => editor.duplicate(),
      },
      {
        id: 'lock',
        label: t(known.every(({ locked }) => locked) ? 'layers.unlock' : 'layers.lock'),
        icon: Lock,
        shortcut: 'Shift+L',
        isDisabled: known.length === 0,
        onAction: () => obey({ do: 'lock' }),
      },
      {
        id: 'hide',
        label: t(known.every(({ hidden }) => hidden) ? 'layers.show' : 'layers.hide'),
        icon: Eye,
        shortcut: 'Shift+H',
        isDisabled: known.length === 0,
        onAction: () => obey({ do: 'hide' }),
      },
      'separator',
      {
        id: 'remove',
        label: t('layers.remove'),
        icon: Trash2,
        shortcut: 'Del',
        danger: true,
        isDisabled: isNone,
        onAction: () => editor.remove(),
      },
    ]
  }

  return (
    <EditorContext value={editor}>
      <div
        ref={page}
        className={css.page}
        onDragOver={(event) => {
          // A picture dropped beside the canvas is meant for it too.
          if (hasPicture(event.dataTransfer)) event.preventDefault()
        }}
        onDrop={(event) => {
          if (event.defaultPrevented || !hasPicture(event.dataTransfer)) return
          event.preventDefault()
          editor.addPictures(picturesOf(event.dataTransfer))
        }}
        onPointerDownCapture={(event) => {
          // A number that was typed counts before the press changes what is selected.
          const active = document.activeElement
          if (
            active instanceof HTMLElement &&
            isTyping({ target: active }) &&
            event.target instanceof Node &&
            !active.contains(event.target)
          )
            active.blur()
          isLeavingCanvas.current = false
        }}
      >
        <TopBar
          zoom={zoom}
          tool={tool}
          onTool={setTool}
          isBusy={isBusy}
          onNext={() => void next()}
          onHelp={() => setHelpOpen(true)}
        />
        <div className={css.body}>
          <aside className={css.left} aria-label={t('add.title')} data-pane>
            <AddPanel place={place} onPlace={setPlace} />
          </aside>
          <div className={css.centre} data-pane>
            <DesignCanvas
              ground={ground}
              isPanning={tool === 'hand' || isSpaceDown}
              typing={typing}
              onView={(view) => setZoom(view.zoom)}
              onContextMenu={openMenu}
            />
            <div className={css.below}>
              <SizeStrip ground={ground} showLargest={showLargest} />
              <div className={css.grounds}>
                <GroundSwitch ground={ground} onChange={setGround} />
                <Button
                  size="small"
                  aria-pressed={showLargest}
                  aria-label={t(showLargest ? 'strip.less' : 'strip.more')}
                  onPress={() => setShowLargest(!showLargest)}
                >
                  {t('strip.largest')}
                </Button>
              </div>
            </div>
          </div>
          <aside className={css.right} aria-label={t('rightPane')} data-pane>
            <div className={css.properties} data-designer-properties>
              <PropertiesPanel />
            </div>
            <LayersPanel onContextMenu={openMenu} />
          </aside>
        </div>
      </div>
      {context.menu}
      {isHelpOpen ? <HelpDialog onClose={() => setHelpOpen(false)} /> : null}
      {asking ? (
        <Dialog
          title={t('version.title')}
          isOpen
          size="small"
          isBusy={isBusy}
          onClose={() => setAsking(null)}
          footer={
            <>
              <Button isDisabled={isBusy} onPress={() => navigate({ page: 'badge', badgeId: asking })}>
                {t('version.keep')}
              </Button>
              <Button variant="primary" isDisabled={isBusy} onPress={() => void asNewVersion(asking)()}>
                {t('version.make')}
              </Button>
            </>
          }
        >
          <p>{t('version.sentence')}</p>
        </Dialog>
      ) : null}
    </EditorContext>
  )
}
