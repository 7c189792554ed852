import { ChevronRight, Eye, EyeOff, GripVertical, Lock, LockOpen } from 'lucide-react'
import { Button, Collection, TreeItem, TreeItemContent } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { isKnownLayer } from '../../../core/designs/document'
import { layerName, renameLayer, setHidden, setLocked } from '../../../core/designs/operations'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { useEditor, useView } from '../editor'
import { kindIcons } from './kind-icons'
import css from './layers.module.css'
import { RenameField } from './rename-field'
import type { Row } from './rows'

/** One layer in the list, with what is in it below. */
export function LayerRow({ row }: { row: Row }) {
  const { t } = useTranslation('designs')
  const { act, view } = useEditor()
  const { layer, label, rows } = row
  const isRenaming = useView((it) => it.renaming === layer.id)
  const known = isKnownLayer(layer) ? layer : null
  const isMask = known?.kind === 'group' && known.mask
  const name = layerName(layer) || t(`kinds.${known ? known.kind : 'unknown'}`)
  return (
    <TreeItem
      id={layer.id}
      textValue={name}
      aria-label={label}
      className={[css.row, known?.hidden ? css.hidden : ''].join(' ')}
      data-layer={layer.id}
    >
      <TreeItemContent>
        {({ level, hasChildItems, isExpanded }) => (
          <div className={css.cells} style={{ paddingInlineStart: `${String((level - 1) * 16)}px` }}>
            <Button slot="drag" className={css.grip ?? ''} aria-label={t('layers.drag', { name })}>
              <Icon icon={GripVertical} size={14} />
            </Button>
            {hasChildItems ? (
              <Button
                slot="chevron"
                className={[css.chevron, isExpanded ? css.open : ''].join(' ')}
                aria-label={t(isExpanded ? 'layers.close' : 'layers.open', { name })}
              >
                <Icon icon={ChevronRight} size={14} />
              </Button>
            ) : null}
            <Icon icon={kindIcons(isMask ? 'mask' : layer.kind)} size={16} />
            {isRenaming ? (
              <RenameField
                name={layerName(layer)}
                label={t('layers.rename')}
                className={css.rename ?? ''}
                onDone={(next) => {
                  view.setState({ renaming: null })
                  if (next) act(renameLayer(layer.id, next))
                }}
              />
            ) : (
              <span
                className={css.name}
                onDoubleClick={(event) => {
                  event.stopPropagation()
                  if (known) view.setState({ renaming: layer.id })
                }}
              >
                {name}
              </span>
            )}
            {known ? (
              <span className={css.marks}>
                <IconButton
                  label={t(known.locked ? 'layers.unlockNamed' : 'layers.lockNamed', { name })}
                  icon={known.locked ? Lock : LockOpen}
                  size="small"
                  onPress={() => act(setLocked([layer.id], !known.locked))}
                />
                <IconButton
                  label={t(known.hidden ? 'layers.showNamed' : 'layers.hideNamed', { name })}
                  icon={known.hidden ? EyeOff : Eye}
                  size="small"
                  onPress={() => act(setHidden([layer.id], !known.hidden))}
                />
              </span>
            ) : null}
          </div>
        )}
      </TreeItemContent>
      <Collection items={rows}>{(inner) => <LayerRow row={inner} />}</Collection>
    </TreeItem>
  )
}
