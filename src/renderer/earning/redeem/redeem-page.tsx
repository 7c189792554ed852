import { ArrowRight, Award, ScanLine } from 'lucide-react'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundCode } from '../../../core/contract/codes'
import { toProblem } from '../../../core/problem'
import { client } from '../../api/client'
import { BadgePicture } from '../../app/badge-picture'
import { navigate } from '../../app/navigation'
import { useSecondPerson } from '../../app/second-person'
import { Button } from '../../ui/button'
import { useFormats } from '../../ui/format'
import { Icon } from '../../ui/icon'
import { Page } from '../../ui/page'
import { TextField } from '../../ui/text-field'
import { useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'
import { PersonField, type Somebody } from '../person-field'
import { refusalOf } from '../refusals'
import { redeem } from './redeem'

type Claimed = { awardId: string; name: string }
type Step =
  /** `done`: what came of the one before, until the next is brought. */
  | { at: 'code'; refusal: string | null; done?: { found: FoundCode; claimed: Claimed } }
  | { at: 'person'; found: FoundCode; refusal: string | null }

/** Redeems what people bring to the desk: a code typed or scanned, then whose it is, then the next. */
export function RedeemPage() {
  const { t } = useTranslation('codes')
  const [step, setStep] = useState<Step>({ at: 'code', refusal: null })
  const [code, setCode] = useState('')
  const next = (done?: { found: FoundCode; claimed: Claimed }) => {
    setCode('')
    setStep({ at: 'code', refusal: null, ...(done ? { done } : {}) })
  }
  return (
    <Page title={t('redeem.title')} width="narrow" onBack={() => navigate({ page: 'award' })}>
      <div className={css.desk}>
        {step.at === 'code' && step.done ? <Done {...step.done} /> : null}
        {step.at === 'code' ? (
          <AskCode
            isFirst={!step.done}
            code={code}
            onCode={setCode}
            refusal={step.refusal}
            onFound={(found) => setStep({ at: 'person', found, refusal: null })}
            onRefused={(refusal) => setStep({ at: 'code', refusal })}
          />
        ) : null}
        {step.at === 'person' ? (
          <AskPerson
            code={code}
            found={step.found}
            refusal={step.refusal}
            onClaimed={(claimed) => next({ found: step.found, claimed })}
            onRefused={(refusal) => setStep({ at: 'person', found: step.found, refusal })}
            onNext={() => next()}
          />
        ) : null}
      </div>
    </Page>
  )
}

/** A scanner types and presses Enter: the cursor stays in the field, and what is wrong is gone with the next code. */
function AskCode(props: {
  isFirst: boolean
  code: string
  onCode: (code: string) => void
  refusal: string | null
  onFound: (found: FoundCode) => void
  onRefused: (refusal: string) => void
}) {
  const { t } = useTranslation('codes')
  const { report } = useErrors()
  const field = useRef<HTMLInputElement>(null)
  const { code, onCode, refusal, onFound, onRefused } = props
  useEffect(() => {
    if (refusal !== null) field.current?.select()
  }, [refusal])
  const look = async (event: SubmitEvent) => {
    event.preventDefault()
    if (code.trim() === '') return
    try {
      onFound(await client.codes.find({ code }))
    } catch (error) {
      const problem = toProblem(error)
      const said = problem?.code === 'not_found' ? 'unknown' : refusalOf(problem)
      if (said === null) report(error)
      else onRefused(said)
      field.current?.select()
    }
  }
  return (
    <>
      {props.isFirst ? (
        <>
          <Icon icon={ScanLine} size={36} />
          <p className={css.quiet}>{t('redeem.hint')}</p>
        </>
      ) : null}
      <form onSubmit={(event) => void look(event)}>
        <TextField
          label={t(props.isFirst ? 'redeem.code' : 'redeem.next')}
          autoFocus
          mono
          inputRef={field}
          autoComplete="off"
          spellCheck="false"
          maxLength={500}
          value={code}
          onChange={onCode}
          error={refusal === null ? null : t(`refused.${refusal}`)}
        />
      </form>
      <Button
        variant="primary"
        icon={ArrowRight}
        isDisabled={code.trim() === ''}
        onPress={() => field.current?.form?.requestSubmit()}
      >
        {t('redeem.look')}
      </Button>
    </>
  )
}

function AskPerson(props: {
  code: string
  found: FoundCode
  refusal: string | null
  onClaimed: (claimed: Claimed) => void
  onRefused: (refusal: string | null) => void
  onNext: () => void
}) {
  const { t } = useTranslation('codes')
  const { report } = useErrors()
  const { day } = useFormats()
  const { code, found, refusal, onClaimed, onRefused, onNext } = props
  const [person, setPerson] = useState<Somebody | null>(found.person ? { ...found.person, email: null } : null)
  const [isBusy, setBusy] = useState(false)
  const isOpen = found.state === 'open'
  const button = useRef<HTMLButtonElement>(null)
  const hasPerson = person !== null
  useEffect(() => {
    // A person who is chosen is confirmed with Enter.
    if (hasPerson || !isOpen) button.current?.focus()
    else document.getElementById('person')?.focus()
  }, [hasPerson, isOpen])
  const { confirmed, dialog } = useSecondPerson()
  const claim = async () => {
    if (!person) return
    setBusy(true)
    onRefused(null)
    try {
      const claimed = await confirmed((confirmation) => redeem(code, found, person, confirmation))
      if (claimed) onClaimed({ awardId: claimed.awardId, name: person.name })
    } catch (error) {
      const said = refusalOf(toProblem(error))
      if (said === null) report(error)
      else onRefused(said)
    } finally {
      setBusy(false)
    }
  }
  const said = refusal ?? (isOpen ? null : `code_${found.state}`)
  return (
    <>
      {dialog}
      <BadgePicture sha256={found.pictureSha256} size={128} alt="" />
      <h2>{found.badgeName}</h2>
      <p className={css.quiet}>
        {found.what === 'invitation'
          ? t('redeem.invitation')
          : t('redeem.batch', { name: found.batchName, number: found.number })}
        {isOpen && found.expiresAt ? ` · ${t('until', { date: day(found.expiresAt) })}` : ''}
      </p>
      {said === null ? null : (
        <p className={css.large} role="alert">
          {t(`refused.${said}`)}
        </p>
      )}
      {isOpen ? (
        <div className={css.field}>
          {found.person ? (
            <p className={css.large}>{t('invite.for', { name: found.person.name })}</p>
          ) : (
            <PersonField
              value={person}
              onChange={(chosen) => {
                setPerson(chosen)
                onRefused(null)
              }}
              {...(found.isReserved ? { description: t('redeem.reservedHint') } : {})}
            />
          )}
        </div>
      ) : null}
      <div className={css.acts}>
        {isOpen ? (
          <Button
            ref={button}
            variant="primary"
            size="large"
            icon={Award}
            isDisabled={person === null}
            isBusy={isBusy}
            onPress={() => void claim()}
          >
            {person ? t('redeem.giveTo', { name: person.name }) : t('redeem.give')}
          </Button>
        ) : null}
        <Button {...(isOpen ? {} : { ref: button })} size="large" onPress={onNext}>
          {t(isOpen ? 'redeem.other' : 'redeem.next')}
        </Button>
      </div>
    </>
  )
}

/** The answer, above the field that waits for the next one. */
function Done({ found, claimed }: { found: FoundCode; claimed: Claimed }) {
  const { t } = useTranslation('codes')
  return (
    <>
      <BadgePicture sha256={found.pictureSha256} size={128} alt="" />
      <div role="status">
        <h2>{t('redeem.done', { name: claimed.name, badge: found.badgeName })}</h2>
      </div>
      <Button onPress={() => navigate({ page: 'handOut', awardIds: [claimed.awardId] })}>{t('redeem.handOut')}</Button>
    </>
  )
}
