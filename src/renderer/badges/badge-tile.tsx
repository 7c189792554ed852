import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BadgePicture } from '../app/badge-picture'
import { BadgeState } from '../app/state-labels'
import { Icon } from '../ui/icon'
import css from './library-page.module.css'
import type { ShelfItem } from './shelf'

/** A badge, or a design on its way to be one, in the library's grid. */
export function BadgeTile({ item }: { item: ShelfItem }) {
  const { t } = useTranslation('badges')
  const it = item.kind === 'badge' ? item.badge : item.design
  const count = item.kind === 'badge' ? item.badge.awardedCount : 0
  return (
    <div className={css.card}>
      <div className={css.art}>
        <BadgePicture sha256={it.pictureSha256} size={128} />
      </div>
      <div className={css.name}>{it.name}</div>
      <div className={css.facts}>
        {item.kind === 'badge' ? (
          <BadgeState status={item.badge.status} paused={item.badge.paused} />
        ) : (
          <BadgeState status="inactive" />
        )}
        <span>
          {item.kind === 'design' ? t('design') : count === 0 ? t('notAwarded') : t('awardedCount', { count })}
        </span>
      </div>
    </div>
  )
}

/** The first tile: makes a new badge. */
export function NewTile() {
  const { t } = useTranslation('badges')
  return (
    <div className={css.new}>
      <span className={css.plus}>
        <Icon icon={Plus} size={28} />
      </span>
      {t('new')}
    </div>
  )
}
