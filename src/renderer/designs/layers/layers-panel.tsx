import { Copy, Eye, EyeOff, GripVertical, Lock, LockOpen, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { isKnownLayer, type Layer } from '../../../core/designs/document'
import { layerName, placeLayer, renameLayer, setHidden, setLocked } from '../../../core/designs/operations'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { useDesigner, useDocument, useEditor, useView } from '../editor'
import { kindIcons } from './kind-icons'
import css from './layers.module.css'

const isHidden = (layer: Layer): boolean => isKnownLayer(layer) && layer.hidden
const isLocked = (layer: Layer): boolean => isKnownLayer(layer) && layer.locked

/** Every layer, the topmost first: order by dragging or by keys, names, locks, what is hidden. Also the canvas for those who hear it. */
export function LayersPanel() {
  const { t } = useTranslation('designs')
  const { designer, view, act, typeText, remove, duplicate, openMenu } = useEditor()
  const document = useDocument()
  const selection = useDesigner((it) => it.selection)
  const renaming = useView((it) => it.renaming)
  const setRenaming = (id: string | null) => view.setState({ renaming: id })
  const list = useRef<HTMLElement>(null)
  const shown = document.layers.toReversed()
  const last = selection.at(-1)
  useEffect(() => {
    // What is picked on the canvas is seen in the list.
    if (last) list.current?.querySelector(`[data-layer="${CSS.escape(last)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [last])

  /** Puts layers before or after another as the list shows them (the topmost first). */
  const place = (ids: readonly string[], target: string, where: 'before' | 'after') => {
    const rest = shown.map(({ id }) => id).filter((id) => !ids.includes(id))
    const at = rest.indexOf(target) + (where === 'after' ? 1 : 0)
    const order = [...rest.slice(0, at), ...ids, ...rest.slice(at)].toReversed()
    act({
      verb: 'reorder',
      ids,
      // From the lowest upwards, so that each one finds its place among those that already have theirs.
      apply: (present) => order.reduce((done, id, index) => placeLayer(id, index).apply(done), present),
    })
  }
  const { dragAndDropHooks } = useDragAndDrop<Layer>({
    getItems: (keys) =>
      [...keys].map((key) => ({ 'text/plain': layerName(shown.find(({ id }) => id === key) ?? { id: '', kind: '' }) })),
    onReorder({ keys, target }) {
      const ids = shown.map(({ id }) => id).filter((id) => keys.has(id))
      if (target.dropPosition !== 'on') place(ids, String(target.key), target.dropPosition)
    },
  })
  const edit = (id: string) => {
    const layer = document.layers.find((it) => it.id === id)
    if (layer && isKnownLayer(layer) && 'text' in layer && !layer.locked) typeText(id)
    else setRenaming(id)
  }
  return (
    <section
      ref={list}
      className={css.layers}
      aria-labelledby="designer-layers"
      data-designer-layers
    >
      <div className={css.head}>
        <h2 id="designer-layers">{t('layers.title')}</h2>
        <span className={css.acts}>
          <IconButton
            label={t('layers.duplicate')}
            icon={Copy}
            size="small"
            isDisabled={selection.length === 0}
            onPress={() => duplicate()}
          />
          <IconButton
            label={t('layers.remove')}
            icon={Trash2}
            size="small"
            isDisabled={selection.length === 0}
            onPress={() => remove()}
          />
        </span>
      </div>
      {shown.length === 0 ? <p className={css.nothing}>{t('layers.nothing')}</p> : null}
      <GridList
        aria-labelledby="designer-layers"
        className={css.list ?? ''}
        items={shown}
        dependencies={[renaming, document]}
        selectionMode="multiple"
        selectionBehavior="replace"
        selectedKeys={selection}
        onSelectionChange={(keys) =>
          designer.select(
            keys === 'all' ? shown.map(({ id }) => id) : shown.map(({ id }) => id).filter((id) => keys.has(id)),
          )
        }
        onAction={(key) => edit(String(key))}
        dragAndDropHooks={dragAndDropHooks}
        onContextMenu={(event) => {
          event.preventDefault()
          const row = (event.target as Element).closest('[data-layer]')
          const id = row?.getAttribute('data-layer')
          if (id && !selection.includes(id)) designer.select([id])
          const box = (row ?? event.currentTarget).getBoundingClientRect()
          openMenu(
            event.clientX === 0 && event.clientY === 0
              ? { x: box.left + 24, y: box.bottom }
              : { x: event.clientX, y: event.clientY },
          )
        }}
      >
        {(layer) => (
          <GridListItem
            id={layer.id}
            textValue={layerName(layer)}
            className={[css.row, isHidden(layer) ? css.hidden : ''].join(' ')}
            data-layer={layer.id}
          >
            <Button slot="drag" className={css.grip ?? ''} aria-label={t('layers.drag', { name: layerName(layer) })}>
              <Icon icon={GripVertical} size={14} />
            </Button>
            <Icon icon={kindIcons(layer.kind)} size={16} />
            {renaming === layer.id ? (
              <RenameField
                name={layerName(layer)}
                label={t('layers.rename')}
                onDone={(name) => {
                  setRenaming(null)
                  if (name) act(renameLayer(layer.id, name))
                }}
              />
            ) : (
              <span
                className={css.name}
                onDoubleClick={(event) => {
                  event.stopPropagation()
                  if (isKnownLayer(layer)) setRenaming(layer.id)
                }}
              >
                {layerName(layer) || t(`kinds.${isKnownLayer(layer) ? layer.kind : 'unknown'}`)}
              </span>
            )}
            {isKnownLayer(layer) ? (
              <span className={css.marks}>
                <IconButton
                  label={t(isLocked(layer) ? 'layers.unlockNamed' : 'layers.lockNamed', { name: layer.name })}
                  icon={isLocked(layer) ? Lock : LockOpen}
                  size="small"
                  onPress={() => act(setLocked([layer.id], !isLocked(layer)))}
                />
                <IconButton
                  label={t(isHidden(layer) ? 'layers.showNamed' : 'layers.hideNamed', { name: layer.name })}
                  icon={isHidden(layer) ? EyeOff : Eye}
                  size="small"
                  onPress={() => act(setHidden([layer.id], !isHidden(layer)))}
                />
              </span>
            ) : null}
          </GridListItem>
        )}
      </GridList>
    </section>
  )
}

function RenameField({ name, label, onDone }: { name: string; label: string; onDone: (name: string | null) => void }) {
  const [text, setText] = useState(name)
  return (
    <input
      className={css.rename}
      aria-label={label}
      value={text}
      maxLength={120}
      // Asked for by a key or a double click: the cursor belongs here.
      ref={(element) => element?.focus()}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') onDone(text.trim() || null)
        else if (event.key === 'Escape') onDone(null)
      }}
      onBlur={() => onDone(text.trim() !== name ? text.trim() || null : null)}
    />
  )
}
