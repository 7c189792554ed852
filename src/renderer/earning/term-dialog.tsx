import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { profileFields, type CriterionTerm, type CriterionType, type ProfileField } from '../../core/earning/criteria'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { ComboBox } from '../ui/combo-box'
import { EntryDialog } from '../ui/entry-dialog'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { DateField, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import css from './earning.module.css'

type Thing = { id: string; name: string }

/** How the things that a type speaks of are found and, where that makes sense, made. */
const kindOf = { course: 'course', courseset: 'course', activity: 'activity', competency: 'competency' } as const
const isActivityType = (type: CriterionType): type is keyof typeof kindOf => type in kindOf

async function thingsOf(type: CriterionType, query: string, badgeId: string): Promise<Thing[]> {
  if (isActivityType(type)) return client.progress.activities({ kind: kindOf[type] })
  if (type === 'social') return client.progress.counters()
  if (type === 'cohort') return client.people.groups()
  if (type !== 'badge') return []
  const { rows } = await client.badges.list({ limit: 20, ...(query.trim() === '' ? {} : { query }) })
  return rows.filter(({ id }) => id !== badgeId)
}

async function makeThing(type: CriterionType, name: string): Promise<Thing | null> {
  if (isActivityType(type)) return client.progress.saveActivity({ kind: kindOf[type], name })
  if (type === 'social') return client.progress.saveCounter({ name })
  return type === 'cohort' ? client.people.saveGroup({ name }) : null
}

/** Asks for one thing that people have to do. What is not in the library yet is made with it. */
export function TermDialog(props: {
  badgeId: string
  type: CriterionType
  onClose: () => void
  onKeep: (term: CriterionTerm) => Promise<void>
}) {
  const { t } = useTranslation('criteria')
  const { run } = useErrors()
  const { type, badgeId } = props
  const [isAsked, setAsked] = useState(false)
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Thing | null>(null)
  const [field, setField] = useState<ProfileField>('email')
  const [number, setNumber] = useState(Number.NaN)
  const [by, setBy] = useState('')
  const query = useDeferredValue(text)
  const things = useCall(['things', type, type === 'badge' ? query : ''], () => thingsOf(type, query, badgeId))
  const isOfThing = type !== 'manual' && type !== 'profile'
  const typed = text.trim()
  const isPicked = picked !== null && picked.name === typed
  const known = things.data?.find(({ name }) => name.toLowerCase() === typed.toLowerCase())
  const shown = (things.data ?? []).filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())).slice(0, 20)
  const isMissing = (isOfThing || type === 'manual') && typed === ''
  const isUnknown = type === 'badge' && typed !== '' && !isPicked && !known
  const needsNumber = type === 'social' && Number.isNaN(number)

  const keep = async () => {
    setAsked(true)
    if (isMissing || isUnknown || needsNumber) return
    await run(async () => {
      const thing = !isOfThing ? null : isPicked ? picked : (known ?? (await makeThing(type, typed)))
      const term = termOf(type, { text: typed, thing, field, number, by })
      if (term) await props.onKeep(term)
    })
  }
  return (
    <EntryDialog title={t(`term.${type}.title`)} onClose={props.onClose} onSave={() => void keep()}>
      {type === 'manual' ? (
        <TextField
          label={t('term.role')}
          description={t('term.roleNote')}
          value={text}
          onChange={setText}
          maxLength={100}
          autoFocus
          error={isAsked && isMissing ? t('term.roleMissing') : null}
        />
      ) : null}
      {type === 'profile' ? (
        <Select
          label={t('term.field')}
          value={field}
          onChange={setField}
          options={profileFields.map((it) => ({ value: it, label: t(`field.${it}`) }))}
        />
      ) : null}
      {isOfThing ? (
        <ComboBox
          label={t(`term.${type}.what`)}
          description={
            typed !== '' && !isPicked && !known && type !== 'badge' && things.data ? t('term.new') : undefined
          }
          text={text}
          onTextChange={setText}
          options={shown.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={(id) => {
            const thing = things.data?.find((it) => it.id === id)
            if (!thing) return
            setPicked(thing)
            setText(thing.name)
          }}
          error={isAsked && isMissing ? t('term.whatMissing') : isAsked && isUnknown ? t('term.noBadge') : null}
        />
      ) : null}
      {type === 'social' ? (
        <NumberField
          label={t('term.atLeast')}
          value={number}
          onChange={setNumber}
          error={isAsked && needsNumber ? t('term.numberMissing') : null}
        />
      ) : null}
      {type === 'course' || type === 'courseset' || type === 'competency' ? (
        <div className={css.pair}>
          <NumberField
            label={t(type === 'competency' ? 'term.level' : 'term.grade')}
            optional
            value={number}
            onChange={setNumber}
          />
          {type === 'competency' ? null : <DateField label={t('term.by')} optional value={by} onChange={setBy} />}
        </div>
      ) : null}
      {type === 'activity' ? <DateField label={t('term.by')} optional value={by} onChange={setBy} /> : null}
    </EntryDialog>
  )
}

type Given = { text: string; thing: Thing | null; field: ProfileField; number: number; by: string }

function termOf(type: CriterionType, { text, thing, field, number, by }: Given): CriterionTerm | null {
  if (type === 'manual') return { type, role: text }
  if (type === 'profile') return { type, field }
  if (thing === null) return null
  if (type === 'social') return { type, counterId: thing.id, atLeast: number }
  if (type === 'badge') return { type, badgeId: thing.id }
  if (type === 'cohort') return { type, groupId: thing.id }
  const level = Number.isNaN(number) ? {} : { minLevel: number }
  const until = by === '' ? {} : { by }
  if (type === 'competency') return { type, activityId: thing.id, ...level }
  return type === 'activity'
    ? { type, activityId: thing.id, ...until }
    : { type, activityId: thing.id, ...level, ...until }
}
