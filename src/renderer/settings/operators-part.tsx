import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Operator } from '../../core/contract/operators'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useDesk } from '../app/desk'
import { useLibrary } from '../app/library-facts'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { StateLabel } from '../ui/chip'
import { useFormats } from '../ui/format'
import { Row, Section, Stack } from '../ui/page'
import { Select } from '../ui/select'
import { ProblemNotice } from '../ui/use-errors'
import { jobOf, useThings } from './operators/jobs'
import { OperatorDialog } from './operators/operator-dialog'
import { OwnPinDialog } from './operators/own-pin-dialog'
import { TurnOffDialog } from './operators/turn-off-dialog'
import css from './settings-page.module.css'
import { useWriteSettings } from './use-settings'

/** Who works here: nobody by name until somebody sets it up; then, for administrators, everybody with what they do. */
export function OperatorsPart() {
  const { t } = useTranslation('operators')
  const desk = useDesk((it) => it.desk)
  const [isAsking, setAsking] = useState<'first' | 'pin' | null>(null)
  const operator = desk?.operator ?? null
  return (
    <Section id="operators" title={t('people.title')} description={t('people.sentence')}>
      <Card>
        <div className={css.fact}>
          <span>{operator ? t('people.self', { name: operator.displayName }) : t('people.off')}</span>
          {operator ? (
            <Button onPress={() => setAsking('pin')}>{t('people.ownPin')}</Button>
          ) : (
            <Button onPress={() => setAsking('first')}>{t('people.setUp')}</Button>
          )}
        </div>
      </Card>
      {operator?.isAdmin ? <Everybody self={operator} /> : null}
      {isAsking === 'first' ? <OperatorDialog operator={null} isFirst onClose={() => setAsking(null)} /> : null}
      {isAsking === 'pin' && operator ? <OwnPinDialog id={operator.id} onClose={() => setAsking(null)} /> : null}
    </Section>
  )
}

/** Everybody who works here or did; taking people in; and what goes for all of them. */
function Everybody({ self }: { self: Operator }) {
  const { t } = useTranslation('operators')
  const operators = useCall(['operators'], (signal) => client.operators.list(undefined, { signal }), [
    'operators.changed',
  ])
  const [editing, setEditing] = useState<Operator | 'new' | null>(null)
  const [isStopping, setStopping] = useState(false)
  return (
    <>
      {operators.problem ? <ProblemNotice problem={operators.problem} onRetry={operators.reload} /> : null}
      <Card>
        <Stack>
          <ul className={css.list} aria-label={t('people.list')}>
            {(operators.data ?? []).map((it) => (
              <OperatorRow key={it.id} operator={it} onEdit={() => setEditing(it)} />
            ))}
          </ul>
          <Row>
            <Button variant="primary" onPress={() => setEditing('new')}>
              {t('people.add')}
            </Button>
            <Button variant="quiet" onPress={() => setStopping(true)}>
              {t('people.stop')}
            </Button>
          </Row>
          <LockField />
        </Stack>
      </Card>
      {editing ? (
        <OperatorDialog
          operator={editing === 'new' ? null : editing}
          isSelf={editing !== 'new' && editing.id === self.id}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {isStopping ? <TurnOffDialog onClose={() => setStopping(false)} /> : null}
    </>
  )
}

function OperatorRow({ operator, onEdit }: { operator: Operator; onEdit: () => void }) {
  const { t } = useTranslation('operators')
  const format = useFormats()
  const things = useThings()
  const { displayName, role, isActive, lastLoginAt } = operator
  return (
    <li>
      <span className={css.said}>
        <span className={css.strong}>{displayName}</span>
        <small className={css.quiet}>
          {[jobOf(operator, things, t), role].filter(Boolean).join(' · ')}
          <br />
          {lastLoginAt ? t('people.last', { time: format.time(lastLoginAt) }) : t('people.never')}
        </small>
      </span>
      <Row>
        {isActive ? null : <StateLabel tone="neutral">{t('people.gone')}</StateLabel>}
        <Button size="small" onPress={onEdit} aria-label={t('people.edit', { name: displayName })}>
          {t('edit.titleShort')}
        </Button>
      </Row>
    </li>
  )
}

const minutes = [0, 2, 5, 15, 30, 60, 240]

function LockField() {
  const { t } = useTranslation('operators')
  const { lockAfterMinutes } = useLibrary().settings
  const write = useWriteSettings()
  const offered = minutes.includes(lockAfterMinutes) ? minutes : [...minutes, lockAfterMinutes]
  return (
    <Select
      label={t('people.lock')}
      description={t('people.lockNote')}
      value={String(lockAfterMinutes)}
      onChange={(value) => void write({ lockAfterMinutes: Number(value) })}
      options={offered.map((it) => ({
        value: String(it),
        label: it === 0 ? t('people.lockNever') : t('people.lockAfter', { count: it }),
      }))}
    />
  )
}
