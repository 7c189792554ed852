import { Pencil, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import css from './earning.module.css'

type Thing = {
  id: string
  name: string
  detail: string
  onOpen: () => void
  /** Absent where it is not theirs to do. */
  onEdit: (() => void) | undefined
  onRemove: (() => void) | undefined
}

/** Activities or counters, each a line with what to do about it. */
export function ThingList(props: { label: string; things: readonly Thing[] }) {
  const { t } = useTranslation('activities')
  const [removing, setRemoving] = useState<Thing | null>(null)
  return (
    <>
      <ul className={css.people} aria-label={props.label}>
        {props.things.map((thing) => (
          <li key={thing.id}>
            <span className={css.words}>
              <span>{thing.name}</span>
              <small>{thing.detail}</small>
            </span>
            <Button size="small" icon={Users} onPress={thing.onOpen} aria-label={t('openOf', { name: thing.name })}>
              {t('open')}
            </Button>
            {thing.onEdit ? (
              <IconButton label={t('edit', { name: thing.name })} icon={Pencil} size="small" onPress={thing.onEdit} />
            ) : null}
            {thing.onRemove ? (
              <IconButton
                label={t('remove', { name: thing.name })}
                icon={Trash2}
                size="small"
                onPress={() => setRemoving(thing)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t('removeTitle', { name: removing?.name ?? '' })}
        isOpen={removing !== null}
        danger
        confirm={t('removeConfirm')}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing?.onRemove?.()}
      >
        <p>{t('removeText')}</p>
      </ConfirmDialog>
    </>
  )
}
