import { ListChecks, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MilestoneRule, NamedBadge } from '../../core/contract/series'
import { client } from '../api/client'
import { BadgePicture } from '../app/badge-picture'
import { useMay } from '../app/may'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Row, Section } from '../ui/page'
import { useErrors } from '../ui/use-errors'
import { CheckDialog } from './check-dialog'
import { RuleDialog, type RuleDraft } from './rule-dialog'
import { ruleSentence } from './rule-sentence'
import css from './series-page.module.css'

/** Milestone rules as sentences; a new one starts from the steps of the series that is shown. */
export function RulesPart(props: {
  rules: readonly MilestoneRule[]
  /** Those that are shown; all unless told. */
  shown?: readonly MilestoneRule[]
  steps?: readonly NamedBadge[]
}) {
  const { t, i18n } = useTranslation('series')
  const { run } = useErrors()
  const { rules, shown = rules, steps = [] } = props
  const [editing, setEditing] = useState<RuleDraft | null>(null)
  const [removing, setRemoving] = useState<MilestoneRule | null>(null)
  const [isChecking, setChecking] = useState(false)
  // Who may say how some badge is earned.
  const maySay = useMay('series.removeRule')
  const mayCheck = useMay('series.runRules')
  if (shown.length === 0 && !maySay && !mayCheck) return null
  return (
    <Section title={t('rules.title')} description={t('rules.what')}>
      {shown.length > 0 ? (
        <ul className={css.rows}>
          {shown.map((rule) => {
            const sentence = ruleSentence(rule, t, i18n.language)
            return (
              <li key={rule.id}>
                <BadgePicture sha256={rule.target.pictureSha256} size={40} />
                <span className={css.words}>{sentence}</span>
                {maySay ? (
                  <>
                    <IconButton
                      label={t('rules.edit', { name: rule.target.name })}
                      icon={Pencil}
                      onPress={() => setEditing(rule)}
                    />
                    <IconButton
                      label={t('rules.remove', { name: rule.target.name })}
                      icon={Trash2}
                      onPress={() => setRemoving(rule)}
                    />
                  </>
                ) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
      <Row>
        {maySay ? (
          <Button
            icon={Plus}
            onPress={() =>
              setEditing({
                target: null,
                members: [...steps],
                numberRequired: Math.max(steps.length, 1),
                action: 'award',
              })
            }
          >
            {t('rule.new')}
          </Button>
        ) : null}
        {rules.length > 0 && mayCheck ? (
          <Button icon={ListChecks} onPress={() => setChecking(true)}>
            {t('check.open')}
          </Button>
        ) : null}
      </Row>
      {editing ? (
        <RuleDialog
          draft={editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            // Some may have reached it already.
            setChecking(mayCheck)
          }}
        />
      ) : null}
      {isChecking ? <CheckDialog rules={rules} onClose={() => setChecking(false)} /> : null}
      <ConfirmDialog
        title={t('rules.removeTitle')}
        isOpen={removing !== null}
        danger
        confirm={t('remove')}
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          if (removing) await run(() => client.series.removeRule({ id: removing.id }))
        }}
      >
        <p>{removing ? ruleSentence(removing, t, i18n.language) : ''}</p>
        <p>{t('rules.removeStays')}</p>
      </ConfirmDialog>
    </Section>
  )
}
