import { Check, MessageCircleQuestion, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Application, Decision } from '../../../core/contract/applications'
import { satisfiesRubric } from '../../../core/earning/rubric'
import { toProblem } from '../../../core/problem'
import { client } from '../../api/client'
import { useSecondPerson } from '../../app/second-person'
import { Button } from '../../ui/button'
import { Checkbox, RadioGroup } from '../../ui/choices'
import { Notice } from '../../ui/notice'
import { Quiet, Row, Section } from '../../ui/page'
import { TextArea } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'
import { prepareFor, refusalOf } from '../refusals'
import { CannedResponses } from './canned-responses'
import { useReviewer } from './reviewer'

type Answer = 'yes' | 'no'

/** The review of an application: each item of the rubric, a word to the person, and the decision. */
export function ReviewForm({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { report } = useErrors()
  const reviewer = useReviewer()
  const { id, rubric, evidence, reviews } = application
  const [latest] = reviews
  const [answers, setAnswers] = useState<Record<string, Answer>>(() =>
    Object.fromEntries((latest?.items ?? []).map((item) => [item.rubricItemId, item.satisfied ? 'yes' : 'no'])),
  )
  const [comment, setComment] = useState('')
  const [withEvidence, setWithEvidence] = useState(true)
  const [busy, setBusy] = useState<Decision | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const items = rubric.flatMap((item) => {
    const answer = answers[item.id]
    return answer === undefined ? [] : [{ rubricItemId: item.id, satisfied: answer === 'yes' }]
  })
  const isSatisfied = satisfiesRubric(rubric, items)
  const goesWithIt = evidence.some(({ kind }) => kind === 'link' || kind === 'text')

  const { confirmed, dialog } = useSecondPerson()

  const decide = async (decision: Decision) => {
    setBusy(decision)
    setRefusal(null)
    const by = reviewer.name === '' ? {} : { reviewer: reviewer.name }
    try {
      await client.applications.review({ id, decision, comment, items, ...by })
      if (decision === 'approve') {
        const preparedId = application.personal
          ? await prepareFor(application.badgeId, { personId: application.personId })
          : undefined
        const approved = await confirmed((confirmation) =>
          client.applications.approve({
            id,
            withEvidence,
            ...by,
            ...(preparedId === undefined ? {} : { preparedId }),
            ...(confirmation === undefined ? {} : { confirmation }),
          }),
        )
        if (!approved) return
      }
      showToast({ text: t(`decided.${decision}`, { name: application.personName }) })
    } catch (error) {
      const said = refusalOf(toProblem(error))
      if (said === null) report(error)
      else setRefusal(said)
    } finally {
      setBusy(null)
    }
  }
  return (
    <Section title={t('review.title')}>
      {rubric.length > 0 ? (
        <ul className={css.items}>
          {rubric.map((item) => (
            <li key={item.id}>
              <RadioGroup<Answer>
                label={item.required ? item.description : t('review.optionalItem', { what: item.description })}
                description={item.note}
                rowwise
                value={answers[item.id] ?? null}
                onChange={(answer) => setAnswers({ ...answers, [item.id]: answer })}
                options={[
                  { value: 'yes', label: t('review.satisfied') },
                  { value: 'no', label: t('review.unsatisfied') },
                ]}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <TextArea
        label={t('review.comment')}
        description={t('review.commentHint')}
        optional
        rows={3}
        maxLength={5000}
        value={comment}
        onChange={setComment}
      />
      <Row>
        <CannedResponses text={comment} onPick={setComment} />
      </Row>
      {goesWithIt ? (
        <Checkbox isSelected={withEvidence} onChange={setWithEvidence} description={t('review.withEvidenceHint')}>
          {t('review.withEvidence')}
        </Checkbox>
      ) : null}
      {refusal === null ? null : <Notice tone="warning">{t(`codes:refused.${refusal}`)}</Notice>}
      {isSatisfied ? null : <Quiet>{t('review.notYet')}</Quiet>}
      <Row>
        <Button
          variant="primary"
          icon={Check}
          isDisabled={!isSatisfied || busy !== null}
          isBusy={busy === 'approve'}
          onPress={() => void decide('approve')}
        >
          {t('review.approve')}
        </Button>
        <Button
          icon={MessageCircleQuestion}
          isDisabled={busy !== null}
          isBusy={busy === 'ask_for_more'}
          onPress={() => void decide('ask_for_more')}
        >
          {t('review.ask')}
        </Button>
        <Button icon={X} isDisabled={busy !== null} isBusy={busy === 'decline'} onPress={() => void decide('decline')}>
          {t('review.decline')}
        </Button>
      </Row>
      {dialog}
    </Section>
  )
}
