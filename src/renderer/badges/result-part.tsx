import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { freeKey, resultProblem } from '../../core/badges/result-problem'
import { resultDescription as shape, resultTypes, type ResultDescription } from '../../core/contract/achievement'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Select } from '../ui/select'
import { TextArea, TextField } from '../ui/text-field'
import css from './badge-page.module.css'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'
import { wrongIn } from './wrong-in'

const blank = (key: string): ResultDescription => ({
  key,
  name: '',
  resultType: 'Result',
  allowedValues: [],
  requiredValue: '',
  valueMin: '',
  valueMax: '',
  levels: [],
  requiredLevel: '',
})

/** The results that awards of the badge may state. */
export function ResultPart(props: { results: ResultDescription[]; onChange: (results: ResultDescription[]) => void }) {
  const { t } = useTranslation('more')
  const { results, onChange } = props
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <>
      <EntryList
        entries={results}
        lineOf={(result) => {
          const problem = resultProblem(result)
          return {
            title: result.name,
            detail: [typeName(t, result.resultType), t('result.levelCount', { count: result.levels.length })]
              .slice(0, result.levels.length > 0 ? 2 : 1)
              .join(' · '),
            wrong: problem && t(`result.problem.${problem}`),
          }
        }}
        onChange={onChange}
        onEdit={setEditing}
      >
        {results.length < 30 ? (
          <Button size="small" icon={Plus} onPress={() => setEditing(results.length)}>
            {t('result.add')}
          </Button>
        ) : null}
      </EntryList>
      {editing === null ? null : (
        <ResultDialog
          result={results[editing] ?? blank(freeKey(results, 'r'))}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            onChange(results.toSpliced(editing, 1, saved))
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

const typeName = (t: (key: string) => string, type: string) =>
  type.startsWith('ext:') ? type.slice(4) : t(`result.types.${type}`)
const none = 'none'
const isNumber = (text: string) => text.trim() === '' || Number.isFinite(Number(text))

function ResultDialog(props: {
  result: ResultDescription
  onClose: () => void
  onSave: (result: ResultDescription) => void
}) {
  const { t } = useTranslation('more')
  const [draft, setDraft] = useState(props.result)
  const [allowed, setAllowed] = useState(props.result.allowedValues.join('\n'))
  const [isTried, setTried] = useState(false)
  const set = (change: Partial<ResultDescription>) => setDraft({ ...draft, ...change })
  const whole: ResultDescription = {
    ...draft,
    allowedValues: allowed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  }
  const wrong = isTried ? wrongIn(shape, whole) : new Set<string>()
  const problem = resultProblem(whole)
  const sentence = (is: typeof problem) => (isTried && problem === is && is ? t(`result.problem.${is}`) : null)
  const types = resultTypes.some((it) => it === draft.resultType) ? resultTypes : [draft.resultType, ...resultTypes]
  const setLevel = (at: number, change: Partial<ResultDescription['levels'][number]>) =>
    set({ levels: draft.levels.map((level, index) => (index === at ? { ...level, ...change } : level)) })
  return (
    <EntryDialog
      title={t('result.title')}
      onClose={props.onClose}
      onSave={() => {
        setTried(true)
        const read = shape.safeParse(whole)
        const isSound = problem === null && isNumber(draft.valueMin) && isNumber(draft.valueMax)
        if (read.success && isSound) props.onSave(read.data)
      }}
    >
      <TextField
        label={t('result.name')}
        description={t('result.nameNote')}
        maxLength={255}
        autoFocus
        value={draft.name}
        onChange={(name) => set({ name })}
        error={wrong.has('name') ? t('needed') : null}
      />
      <Select
        label={t('result.type')}
        options={types.map((value) => ({ value: value, label: typeName(t, value) }))}
        value={draft.resultType}
        onChange={(resultType) => set({ resultType })}
      />
      <div className={css.pair}>
        <TextField
          label={t('result.least')}
          optional
          maxLength={30}
          value={draft.valueMin}
          onChange={(valueMin) => set({ valueMin: valueMin.trim() })}
          error={isNumber(draft.valueMin) ? sentence('range') : t('result.numberWrong')}
        />
        <TextField
          label={t('result.most')}
          optional
          maxLength={30}
          value={draft.valueMax}
          onChange={(valueMax) => set({ valueMax: valueMax.trim() })}
          error={isNumber(draft.valueMax) ? null : t('result.numberWrong')}
        />
      </div>
      <TextArea
        label={t('result.allowed')}
        description={t('result.allowedNote')}
        optional
        rows={3}
        value={allowed}
        onChange={setAllowed}
        error={wrong.has('allowedValues') ? t('result.allowedWrong') : null}
      />
      <TextField
        label={t('result.required')}
        optional
        maxLength={100}
        value={draft.requiredValue}
        onChange={(requiredValue) => set({ requiredValue })}
        error={sentence('required_value')}
      />
      <fieldset className={css.levels}>
        <legend>{t('result.levels')}</legend>
        {draft.levels.map((level, at) => (
          <div key={level.key} className={css.level}>
            <TextField
              label={t('result.levelName', { number: at + 1 })}
              maxLength={255}
              value={level.name}
              onChange={(name) => setLevel(at, { name })}
              error={isTried && level.name.trim() === '' ? t('needed') : null}
            />
            <TextField
              label={t('result.levelPoints')}
              maxLength={30}
              value={level.points}
              onChange={(points) => setLevel(at, { points })}
            />
            <IconButton
              label={t('result.removeLevel', { number: at + 1 })}
              icon={X}
              size="small"
              onPress={() =>
                set({
                  levels: draft.levels.toSpliced(at, 1),
                  requiredLevel: draft.requiredLevel === level.key ? '' : draft.requiredLevel,
                })
              }
            />
            <TextField
              label={t('result.levelDescription')}
              maxLength={1000}
              value={level.description}
              onChange={(description) => setLevel(at, { description })}
            />
          </div>
        ))}
        {draft.levels.length < 30 ? (
          <div>
            <Button
              size="small"
              icon={Plus}
              onPress={() =>
                set({
                  levels: [...draft.levels, { key: freeKey(draft.levels, 'l'), name: '', description: '', points: '' }],
                })
              }
            >
              {t('result.addLevel')}
            </Button>
          </div>
        ) : null}
      </fieldset>
      {draft.levels.length > 0 ? (
        <Select
          label={t('result.requiredLevel')}
          options={[
            { value: none, label: t('result.noRequiredLevel') },
            ...draft.levels.map(({ key, name }) => ({ value: key, label: name || key })),
          ]}
          value={draft.requiredLevel || none}
          onChange={(key) => set({ requiredLevel: key === none ? '' : key })}
          error={sentence('required_level')}
        />
      ) : null}
    </EntryDialog>
  )
}
