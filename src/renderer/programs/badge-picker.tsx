import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedBadge } from '../../core/contract/series'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { ComboBox } from '../ui/combo-box'

/** Finds a badge by typing; picking it clears the field for the next one. */
export function BadgePicker(props: {
  label: string
  description?: string
  placeholder?: string
  /** Badges that are not offered. */
  except?: readonly string[]
  onPick: (badge: NamedBadge) => void
}) {
  const { t } = useTranslation('series')
  const { except = [], onPick } = props
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const found = useCall(['pick', query], (signal) =>
    client.badges.list({ ...(query ? { query } : {}), sort: query ? 'name' : 'changed', limit: 30 }, { signal }),
  )
  const badges = (found.data?.rows ?? []).filter(({ id }) => !except.includes(id)).slice(0, 12)
  return (
    <ComboBox
      label={props.label}
      {...(props.description ? { description: props.description } : {})}
      placeholder={props.placeholder ?? t('pick.placeholder')}
      text={text}
      onTextChange={setText}
      options={badges.map(({ id, name, pictureSha256 }) => ({
        value: id,
        label: name,
        picture: <BadgePicture sha256={pictureSha256} size={24} />,
      }))}
      onPick={(id) => {
        const badge = badges.find((it) => it.id === id)
        if (!badge) return
        setText('')
        onPick({ badgeId: badge.id, name: badge.name, pictureSha256: badge.pictureSha256 })
      }}
      nothing={t(found.isLoading ? 'pick.looking' : 'pick.nothing')}
    />
  )
}
