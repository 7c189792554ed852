import { Copy, Group, Trash2, Ungroup } from 'lucide-react'
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { ListLayout, Tree, useDragAndDrop, Virtualizer } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { isKnownLayer } from '../../../core/designs/document'
import { groupsAround, reparent } from '../../../core/designs/groups'
import { layerById, layerName } from '../../../core/designs/operations'
import { IconButton } from '../../ui/icon-button'
import { canRun, runCommand } from '../commands/commands'
import { useDesigner, useDocument, useEditor } from '../editor'
import { dropPlace } from './drop-place'
import { LayerRow } from './layer-row'
import css from './layers.module.css'
import { rowIds, rowsOf } from './rows'

/** The height of a row in CSS pixels; the same in `layers.module.css`. */
const rowHeight = 34

/**
 * Every layer, the topmost first, groups with what is in them: the canvas for those who hear it. Order and groups by dragging or
 * by keys, names, locks, what is hidden.
 */
export function LayersPanel() {
  const { t } = useTranslation('designs')
  const editor = useEditor()
  const { designer, view, act, typeText, openMenu } = editor
  // The canvas shows a change first: the list comes a moment later.
  const document = useDeferredValue(useDocument())
  const selection = useDesigner((it) => it.selection)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const panel = useRef<HTMLElement>(null)
  const rows = useMemo(() => rowsOf(t, document), [t, document])
  const last = selection.at(-1)
  // What is selected on the canvas is seen in the list.
  const around = last === undefined ? [] : groupsAround(document, last)
  const open = document.layers
    .filter(({ id, kind }) => kind === 'group' && (!closed.has(id) || around.includes(id)))
    .map(({ id }) => id)
  // Only the rows in sight are there: a design of hundreds of layers would cost every edit its frames.
  const showLast = useEffectEvent(() => {
    const list = panel.current?.querySelector('[role="treegrid"]')
    const index = last === undefined ? -1 : rowIds(rows, (id) => open.includes(id)).indexOf(last)
    if (!list || index < 0) return
    const top = index * rowHeight
    if (top < list.scrollTop) list.scrollTop = top
    else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight
  })
  useEffect(() => showLast(), [last])

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => {
        const layer = layerById(document, String(key))
        return { 'text/plain': layer ? layerName(layer) : '' }
      }),
    onMove({ keys, target }) {
      const ids = document.layers.map(({ id }) => id).filter((id) => keys.has(id))
      const place = dropPlace(document, ids, String(target.key), target.dropPosition)
      if (place) act(reparent(ids, place.parent, place.above))
    },
    getDropOperation: (target) =>
      target.type === 'item' &&
      (target.dropPosition !== 'on' || layerById(document, String(target.key))?.kind === 'group')
        ? 'move'
        : 'cancel',
  })
  const edit = (id: string) => {
    const layer = layerById(document, id)
    if (layer && isKnownLayer(layer) && 'text' in layer && !layer.locked) typeText(id)
    else view.setState({ renaming: id })
  }
  const openMenuAt = (target: EventTarget, point: { x: number; y: number } | null) => {
    const row = target instanceof Element ? target.closest('[data-layer]') : null
    const id = row?.getAttribute('data-layer')
    if (id && !selection.includes(id)) designer.select([id])
    const box = (row ?? panel.current)?.getBoundingClientRect()
    if (box) openMenu(point ?? { x: box.left + 24, y: box.bottom })
  }
  return (
    <section
      ref={panel}
      className={css.layers}
      aria-labelledby="designer-layers"
      data-designer-layers
      onKeyDownCapture={(event) => {
        if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
        event.preventDefault()
        event.stopPropagation()
        openMenuAt(event.target, null)
      }}
    >
      <div className={css.head}>
        <h2 id="designer-layers" aria-label={t('layers.title')}>
          {t('layerCount', { count: document.layers.length })}
        </h2>
        <span className={css.acts}>
          <Act id="group" label={t('commands:group')} icon={Group} />
          <Act id="ungroup" label={t('commands:ungroup')} icon={Ungroup} />
          <Act id="duplicate" label={t('layers.duplicate')} icon={Copy} />
          <Act id="remove" label={t('layers.remove')} icon={Trash2} />
        </span>
      </div>
      {rows.length === 0 ? <p className={css.nothing}>{t('layers.nothing')}</p> : null}
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight, padding: 4 }}>
        <Tree
          aria-labelledby="designer-layers"
          className={css.list ?? ''}
          items={rows}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selection}
          onSelectionChange={(keys) => {
            const all = document.layers.map(({ id }) => id)
            designer.select(keys === 'all' ? all : all.filter((id) => keys.has(id)))
          }}
          expandedKeys={open}
          onExpandedChange={(keys) => {
            const groups = document.layers.filter(({ kind }) => kind === 'group').map(({ id }) => id)
            setClosed(new Set(groups.filter((id) => !keys.has(id))))
          }}
          onAction={(key) => edit(String(key))}
          dragAndDropHooks={dragAndDropHooks}
          onContextMenu={(event) => {
            event.preventDefault()
            openMenuAt(event.target, { x: event.clientX, y: event.clientY })
          }}
        >
          {(row) => <LayerRow row={row} />}
        </Tree>
      </Virtualizer>
    </section>
  )
}

function Act({ id, label, icon }: { id: Parameters<typeof canRun>[0]; label: string; icon: typeof Copy }) {
  const editor = useEditor()
  // Whether there is anything to do changes with what is selected, and with the document.
  useDesigner((it) => it.selection)
  useDocument()
  return (
    <IconButton
      label={label}
      icon={icon}
      size="small"
      isDisabled={!canRun(id, editor)}
      onPress={() => void runCommand(id, editor)}
    />
  )
}
