import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select'
import { FontSample } from './font-sample'
import { useFamilies } from './use-families'

/** Picks a typeface, each shown in its own face; one that is not here stays in the list under its name. */
export function FamilySelect(props: {
  value: string | null
  label?: string
  placeholder?: string
  onChange: (family: string) => void
}) {
  const { t } = useTranslation('fonts')
  const families = useFamilies()
  const { value, onChange } = props
  const names = families.map(({ family }) => family)
  const isHere = value === null || names.includes(value)
  return (
    <Select
      label={props.label ?? t('family')}
      options={[
        ...(isHere ? [] : [{ value, label: value, description: t('notHere') }]),
        ...families.map(({ family, bundled }) => ({
          value: family,
          label: family,
          picture: <FontSample family={family} />,
          ...(bundled ? {} : { description: t('yours') }),
        })),
      ]}
      value={value}
      onChange={onChange}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
    />
  )
}
