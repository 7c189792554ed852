import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { Chip } from '../ui/chip'
import { ComboBox } from '../ui/combo-box'
import css from './badge-page.module.css'

type Named = { id: string; name: string }

/** Several badges of the library: chips, and a field that finds one more by typing. */
export function BadgeChoice(props: {
  label: string
  placeholder: string
  badges: readonly Named[]
  /** The badge itself, which is not offered. */
  except: string
  onChange: (ids: string[]) => void
  error?: string | null
}) {
  const { t } = useTranslation('keeping')
  const { badges, except, onChange } = props
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const found = useCall(
    ['badgeChoice', query],
    (signal) =>
      client.badges.list({ ...(query ? { query } : {}), sort: query ? 'name' : 'changed', limit: 30 }, { signal }),
    ['badges.saved', 'badges.removed'],
  )
  const ids = badges.map(({ id }) => id)
  // Without words nothing is offered, so that the list does not open again as the field is emptied.
  const offered = (query === '' ? [] : (found.data?.rows ?? []))
    .filter(({ id }) => id !== except && !ids.includes(id))
    .slice(0, 12)
  return (
    <div className={css.tags}>
      <ComboBox
        label={props.label}
        placeholder={props.placeholder}
        error={props.error ?? null}
        text={text}
        onTextChange={setText}
        options={offered.map(({ id, name, pictureSha256 }) => ({
          value: id,
          label: name,
          picture: <BadgePicture sha256={pictureSha256} size={24} />,
        }))}
        onPick={(id) => {
          setText('')
          onChange([...ids, id])
        }}
        nothing={t('links.none')}
      />
      {badges.length > 0 ? (
        <div className={css.chips}>
          {badges.map(({ id, name }) => (
            <Chip key={id} onRemove={() => onChange(ids.filter((it) => it !== id))}>
              {name}
            </Chip>
          ))}
        </div>
      ) : null}
    </div>
  )
}
