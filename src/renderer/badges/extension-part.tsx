import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  extensionFields,
  extensionProblems,
  valueAt,
  withValueAt,
  type Extension,
  type ExtensionField,
} from '../../core/badges/extension-fields'
import { extensionNames } from '../../core/contract/achievement'
import { RadioGroup } from '../ui/choices'
import { MenuButton } from '../ui/menu'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { DateField, TextArea, TextField } from '../ui/text-field'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'

/** What the extensions of Open Badges 2.0 add, each with the fields of its schema. */
export function ExtensionPart(props: { extensions: Extension[]; onChange: (extensions: Extension[]) => void }) {
  const { t } = useTranslation('more')
  const { extensions, onChange } = props
  const [editing, setEditing] = useState<Extension | null>(null)
  const free = extensionNames.filter((name) => !extensions.some((it) => it.name === name))
  const at = editing === null ? -1 : extensions.findIndex((it) => it.name === editing.name)
  return (
    <>
      <EntryList
        entries={extensions}
        lineOf={(extension) => ({
          title: t(`extension.${extension.name}.title`),
          detail: firstWords(extension),
          wrong: extensionProblems(extension).size > 0 ? t('extension.incomplete') : null,
        })}
        onChange={onChange}
        onEdit={(index) => setEditing(extensions[index] ?? null)}
      >
        {free.length > 0 ? (
          <MenuButton
            label={t('extension.add')}
            icon={Plus}
            size="small"
            entries={free.map((name) => ({
              id: name,
              label: t(`extension.${name}.title`),
              onAction: () => setEditing({ name, value: {} }),
            }))}
          />
        ) : null}
      </EntryList>
      {editing ? (
        <ExtensionDialog
          extension={editing}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            onChange(at < 0 ? [...extensions, saved] : extensions.toSpliced(at, 1, saved))
            setEditing(null)
          }}
        />
      ) : null}
    </>
  )
}

/** The first text of an extension, to tell it by. */
function firstWords({ name, value }: Extension): string {
  for (const { path } of extensionFields[name]) {
    const found = valueAt(value, path)
    if (typeof found === 'string') return found.slice(0, 120)
  }
  return ''
}

function ExtensionDialog(props: { extension: Extension; onClose: () => void; onSave: (extension: Extension) => void }) {
  const { t } = useTranslation('more')
  const [draft, setDraft] = useState(props.extension)
  const [isTried, setTried] = useState(false)
  const { name, value } = draft
  const problems = extensionProblems(draft)
  return (
    <EntryDialog
      title={t(`extension.${name}.title`)}
      onClose={props.onClose}
      onSave={() => {
        setTried(true)
        if (problems.size === 0) props.onSave(draft)
      }}
    >
      <p>{t(`extension.${name}.note`)}</p>
      {extensionFields[name].map((field) => {
        const problem = problems.get(field.path)
        return (
          <FieldOf
            key={field.path}
            field={field}
            label={t(`extension.${name}.fields.${field.path.replaceAll('.', '_')}`)}
            value={valueAt(value, field.path)}
            onChange={(next) => setDraft({ name, value: withValueAt(value, field.path, next) })}
            error={isTried && problem ? t(problem === 'missing' ? 'needed' : `extension.wrong.${field.kind}`) : null}
          />
        )
      })}
    </EntryDialog>
  )
}

type Value = ReturnType<typeof valueAt>

/** One field of an extension, by its kind. */
function FieldOf(props: {
  field: ExtensionField
  label: string
  value: Value
  onChange: (value: Value) => void
  error: string | null
}) {
  const { t } = useTranslation('more')
  const { field, label, value, onChange, error } = props
  const common = { label, optional: !field.required, error }
  const words = typeof value === 'string' ? value : ''
  const setWords = (text: string) => onChange(text === '' ? undefined : text)
  switch (field.kind) {
    case 'number':
      return (
        <NumberField
          {...common}
          compact
          formatOptions={{ maximumFractionDigits: 8 }}
          value={typeof value === 'number' ? value : Number.NaN}
          onChange={(number) => onChange(Number.isFinite(number) ? number : undefined)}
        />
      )
    case 'yes_no':
      return (
        <RadioGroup
          {...common}
          rowwise
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(answer) => onChange(answer === 'yes')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          placeholder={t('choose')}
          options={(field.options ?? []).map((option) => ({
            value: option,
            label: t(`extension.options.${option}`, { defaultValue: option }),
          }))}
          value={words || null}
          onChange={setWords}
        />
      )
    case 'lines':
      return (
        <TextArea
          {...common}
          description={t('oneALine')}
          rows={2}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(text) => onChange(text === '' ? undefined : text.split('\n'))}
        />
      )
    case 'text':
      return <TextArea {...common} rows={2} value={words} onChange={setWords} />
    case 'day':
      return <DateField {...common} value={words} onChange={setWords} />
    default:
      return (
        <TextField {...common} type={field.kind === 'line' ? 'text' : field.kind} value={words} onChange={setWords} />
      )
  }
}
