import { ArrowDown, ArrowUp, Eye, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { roles } from '../../../core/designs/colors'
import type { DesignDocument, DesignLevel } from '../../../core/designs/document'
import { IconButton } from '../../ui/icon-button'
import { useDesigner } from '../editor'
import { LevelPicture } from './level-picture'
import css from './levels.module.css'

/** One level: what it looks like, its name, its colours, its place in the series. */
export function LevelRow(props: {
  level: DesignLevel
  document: DesignDocument
  /** Its place in the series, the lowest 1. */
  number: number
  isShown: boolean
  isFirst: boolean
  isLast: boolean
  onShow: () => void
  /** `field` tells typing a name from choosing colours: each is a step of its own. */
  onChange: (level: DesignLevel, field: string) => void
  onMove: (step: 1 | -1) => void
  onRemove: () => void
}) {
  const { t } = useTranslation('levels')
  const palette = useDesigner((it) => it.history.present.palette)
  const { level, onChange } = props
  const { name } = level
  return (
    <li className={css.row} data-shown={props.isShown || undefined}>
      <LevelPicture document={props.document} label={t('row.picture', { name })} />
      <div className={css.middle}>
        <input
          className={css.name}
          aria-label={t('row.name', { number: props.number })}
          value={name}
          maxLength={60}
          dir="auto"
          onChange={(event) => {
            // A level without a name could not be told from others.
            if (event.target.value.trim() !== '') onChange({ ...level, name: event.target.value }, 'name')
          }}
        />
        <div className={css.colors} role="group" aria-label={t('row.colors', { name })}>
          {roles.map((role) => (
            <input
              key={role}
              type="color"
              className={css.color}
              aria-label={t('row.color', { name, role: t(`designs:roles.${role}`) })}
              title={t(`designs:roles.${role}`)}
              value={level.palette[role] ?? palette[role] ?? '#808080'}
              onChange={(event) =>
                onChange({ ...level, palette: { ...level.palette, [role]: event.target.value } }, role)
              }
            />
          ))}
        </div>
      </div>
      <div className={css.acts}>
        <IconButton
          size="small"
          label={t('row.show', { name })}
          icon={Eye}
          aria-pressed={props.isShown}
          onPress={props.onShow}
        />
        <IconButton
          size="small"
          label={t('row.up', { name })}
          icon={ArrowUp}
          isDisabled={props.isFirst}
          onPress={() => props.onMove(-1)}
        />
        <IconButton
          size="small"
          label={t('row.down', { name })}
          icon={ArrowDown}
          isDisabled={props.isLast}
          onPress={() => props.onMove(1)}
        />
        <IconButton size="small" label={t('row.remove', { name })} icon={Trash2} onPress={props.onRemove} />
      </div>
    </li>
  )
}
