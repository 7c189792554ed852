import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { identifierTypes, readIdentifier, type IdentifierType } from '../../core/people/identifiers'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Stack } from '../ui/page'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import css from './person-page.module.css'

export type TypedIdentifier = { key: string; type: IdentifierType; value: string }

/** Whether an identifier cannot be kept as it is typed; one that is empty is none. */
export const isWrong = ({ type, value }: TypedIdentifier): boolean =>
  value.trim() !== '' && 'problem' in readIdentifier(type, value)

/** By what else a person is known: further addresses, a telephone number, a member number … */
export function IdentifiersField(props: {
  identifiers: readonly TypedIdentifier[]
  onChange: (identifiers: TypedIdentifier[]) => void
  isAsked: boolean
}) {
  const { t } = useTranslation('people')
  const { identifiers, onChange, isAsked } = props
  const change = (key: string, to: Partial<TypedIdentifier>) =>
    onChange(identifiers.map((it) => (it.key === key ? { ...it, ...to } : it)))
  return (
    <Stack>
      {identifiers.map((identifier, index) => (
        <div key={identifier.key} className={css.identifier}>
          <Select
            label={t('identifiers.type')}
            hideLabel
            value={identifier.type}
            onChange={(type) => change(identifier.key, { type })}
            options={identifierTypes.map((value) => ({ value, label: t(`identifiers.${value}`) }))}
          />
          <TextField
            label={t('identifiers.value', { type: t(`identifiers.${identifier.type}`) })}
            hideLabel
            value={identifier.value}
            onChange={(value) => change(identifier.key, { value })}
            maxLength={2048}
            error={isAsked && isWrong(identifier) ? t('identifiers.wrong') : null}
          />
          <IconButton
            label={t('identifiers.remove', { number: index + 1 })}
            icon={X}
            onPress={() => onChange(identifiers.filter((it) => it !== identifier))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={Plus}
          onPress={() => onChange([...identifiers, { key: crypto.randomUUID(), type: 'email', value: '' }])}
        >
          {t('identifiers.add')}
        </Button>
      </div>
    </Stack>
  )
}
