import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  capabilities,
  capabilitiesOfPeople,
  type Capability,
  type Grant,
  type Scope,
  scopeTypes,
  wholeLibrary,
} from '../../../core/operators/capabilities'
import { type Preset, presetGrants, presetOf, presets } from '../../../core/operators/presets'
import { Checkbox, RadioGroup } from '../../ui/choices'
import { Disclosure } from '../../ui/disclosure'
import { IconButton } from '../../ui/icon-button'
import { Stack } from '../../ui/page'
import { Select } from '../../ui/select'
import css from '../settings-page.module.css'
import { scopeWords, useThings } from './jobs'

export type Rights = { isAdmin: boolean; grants: readonly Grant[] }

const shown = capabilities.filter((it) => !capabilitiesOfPeople.includes(it))
const jobs = Object.keys(presets) as Preset[]
const isSame = (a: Scope, b: Scope) => a.type === b.type && a.id === b.id

/** What somebody may do: a job that everybody understands, where, and behind a disclosure exactly what. */
export function RightsField({ value, onChange }: { value: Rights; onChange: (rights: Rights) => void }) {
  const { t } = useTranslation('operators')
  const things = useThings()
  const { isAdmin, grants } = value
  const job = presetOf(grants)
  const [scope, setScope] = useState<Scope>(() => job?.scope ?? grants[0]?.scope ?? wholeLibrary)
  const chosen = isAdmin ? 'admin' : (job?.preset ?? (grants.length > 0 ? 'own' : null))
  // Grants that belong to people, as an importer may have left them, are kept whatever is chosen here.
  const kept = grants.filter(({ capability }) => capabilitiesOfPeople.includes(capability))
  const choose = (it: 'admin' | 'own' | Preset) => {
    if (it === 'admin') onChange({ isAdmin: true, grants })
    else if (it === 'own') onChange({ isAdmin: false, grants })
    else onChange({ isAdmin: false, grants: [...kept, ...presetGrants(it, scope)] })
  }
  const move = (to: Scope) => {
    setScope(to)
    if (job) onChange({ isAdmin, grants: [...kept, ...presetGrants(job.preset, to)] })
  }
  const toggle = (capability: Capability, on: boolean) => {
    const others = grants.filter((it) => it.capability !== capability || !isSame(it.scope, scope))
    onChange({ isAdmin, grants: on ? [...others, { capability, scope }] : others })
  }
  const types = scopeTypes.filter((type) => type === 'library' || things[type].length > 0 || scope.type === type)
  const elsewhere = grants.filter((it) => shown.includes(it.capability) && !isSame(it.scope, scope))
  return (
    <>
      <RadioGroup
        label={t('edit.job')}
        value={chosen}
        onChange={choose}
        options={[
          { value: 'admin' as const, label: t('jobs.admin'), description: t('jobs.adminNote') },
          ...jobs.map((it) => ({ value: it, label: t(`jobs.${it}`), description: t(`jobs.${it}Note`) })),
          ...(chosen === 'own'
            ? [{ value: 'own' as const, label: t('jobs.own'), description: t('jobs.ownNote') }]
            : []),
        ]}
      />
      {isAdmin || chosen === null ? null : (
        <>
          {types.length > 1 ? (
            <Select
              label={t('edit.where')}
              value={scope.type}
              onChange={(type) => move({ type, id: type === 'library' ? '' : (things[type][0]?.id ?? '') })}
              options={types.map((type) => ({ value: type, label: t(`scopes.${type}`) }))}
            />
          ) : null}
          {scope.type === 'library' ? null : (
            <Select
              label={t('edit.whereThing')}
              value={scope.id}
              onChange={(id) => move({ type: scope.type, id })}
              options={things[scope.type].map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <Disclosure title={t('edit.details')} isOpenAtFirst={chosen === 'own'}>
            <Stack>
              <div role="group" aria-label={t('edit.details')} className={css.boxes}>
                {shown.map((capability) => (
                  <Checkbox
                    key={capability}
                    isSelected={grants.some((it) => it.capability === capability && isSame(it.scope, scope))}
                    onChange={(on) => toggle(capability, on)}
                  >
                    {t(`capabilities.${capability}`)}
                  </Checkbox>
                ))}
              </div>
              {elsewhere.length > 0 ? (
                <ul className={css.list} aria-label={t('edit.elsewhere')}>
                  {elsewhere.map((it) => {
                    const what = `${t(`capabilities.${it.capability}`)} · ${scopeWords(it.scope, things, t)}`
                    return (
                      <li key={what}>
                        <span>{what}</span>
                        <IconButton
                          label={t('edit.removeElsewhere', { what })}
                          icon={X}
                          size="small"
                          onPress={() => onChange({ isAdmin, grants: grants.filter((other) => other !== it) })}
                        />
                      </li>
                    )
                  })}
                </ul>
              ) : null}
            </Stack>
          </Disclosure>
        </>
      )}
    </>
  )
}
