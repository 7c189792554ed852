import { Check, CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import type { Issuance } from '../../core/contract/issuers'
import {
  libraryRepairs,
  type Finding,
  type LibraryRepair,
  type Repair,
} from '../../core/openbadges/conformance/findings'
import { client } from '../api/client'
import { HostingDialog } from '../app/hosting-dialog'
import { IssuerDialog } from '../app/issuer-dialog'
import { useLibrary } from '../app/library-facts'
import { useMayEach, type Wanted } from '../app/may'
import { navigate } from '../app/navigation'
import { whileSaving } from '../app/saving'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { useFormats } from '../ui/format'
import { Icon } from '../ui/icon'
import { Quiet } from '../ui/page'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import css from './preflight.module.css'

const icons = { block: CircleAlert, warn: TriangleAlert, ok: Check } as const
const isOfLibrary = (repair: Repair): repair is LibraryRepair => libraryRepairs.some((it) => it === repair)

/** What awarding would run into, each with the one click that mends it; what was mended here stays, ticked off. */
export function Preflight(props: {
  badge: Badge
  /** Under whom it is awarded. */
  issuerId: string | null
  findings: readonly Finding[]
  onLeaveOut: (rows: readonly number[]) => void
  onLowerCase: (rows: readonly number[]) => void
  onSayWhy: () => void
  onUseNow: () => void
  onChooseDate: () => void
  onIssuance: (change: Partial<Issuance>) => void
}) {
  const { t } = useTranslation('preflight')
  const { run } = useErrors()
  const { bytes, count, list } = useFormats()
  const { issuers } = useLibrary()
  const { badge, findings } = props
  const [asked, setAsked] = useState<'hosting' | 'issuer' | 'unlock' | null>(null)
  /** The sentences of what a click here was meant to mend, by code. */
  const [tried, setTried] = useState<Readonly<Record<string, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const issuer = issuers.find((it) => it.id === props.issuerId)
  const sentence = ({ code, count: number = 0, needs = [] }: Finding) =>
    t(`code.${code}`, {
      count: number,
      number: code === 'too_large' ? bytes(number) : count(number),
      needs: list(needs.map(({ badgeName, rows }) => t('need', { badge: badgeName, count: rows.length }))),
    })

  const inLibrary = async (repair: LibraryRepair) => {
    setBusy(true)
    const done = await run(() => whileSaving(() => client.awards.repair({ badgeId: badge.id, repair })))
    setBusy(false)
    if (done && done.version > badge.version) showToast({ text: t('mendedVersion', { number: done.version }) })
  }
  const mend = ({ repair, field, rows = [], ...found }: Finding) => {
    if (repair === null) return
    setTried((before) => ({ ...before, [found.code]: sentence({ repair, ...found }) }))
    if (isOfLibrary(repair)) return void inLibrary(repair)
    const acts: Record<Exclude<Repair, LibraryRepair>, () => void> = {
      edit_badge: () => navigate({ page: 'badge', badgeId: badge.id, ...(field ? { field } : {}) }),
      open_design: () =>
        navigate(
          badge.designId === null
            ? { page: 'badge', badgeId: badge.id, field: 'picture' }
            : { page: 'designer', designId: badge.designId },
        ),
      edit_issuer: () => setAsked('issuer'),
      open_hosting: () => setAsked('hosting'),
      unlock_key: () => setAsked('unlock'),
      open_keys: () => navigate({ page: 'settings', section: 'keys' }),
      open_operators: () => navigate({ page: 'settings', section: 'operators' }),
      say_why: props.onSayWhy,
      use_now: props.onUseNow,
      choose_date: props.onChooseDate,
      leave_out: () => props.onLeaveOut(rows),
      lowercase_email: () => props.onLowerCase(rows),
      leave_out_2_0: () => props.onIssuance({ formats: '3.0' }),
      leave_out_3_0: () => props.onIssuance({ formats: '2.0' }),
    }
    acts[repair]()
  }
  const may = useMayEach(findings.map(({ repair }) => callOf(repair, badge.id)))
  const mended = Object.entries(tried).filter(([code]) => !findings.some((it) => it.code === code))
  const close = () => setAsked(null)

  return (
    <section aria-label={t('title')} className={css.preflight}>
      <h2 className={css.title}>{t('title')}</h2>
      <ul className={css.findings} aria-live="polite">
        {findings.map((it, index) => (
          <li key={it.code} className={css[it.level]}>
            <Icon icon={icons[it.level]} size={16} />
            <span>
              {sentence(it)}
              {it.at ? <Quiet> {t('at', { at: it.at })}</Quiet> : null}
              {it.repair && may[index] ? (
                <>
                  {' '}
                  <Button variant="link" isDisabled={isBusy} onPress={() => mend(it)}>
                    {t(`repair.${it.repair}`)}
                  </Button>
                </>
              ) : null}
            </span>
          </li>
        ))}
        {mended.map(([code, what]) => (
          <li key={`${code} mended`} className={css.ok}>
            <Icon icon={Check} size={16} />
            <Quiet>{t('mended', { what })}</Quiet>
          </li>
        ))}
      </ul>
      {asked === 'hosting' && issuer ? <HostingDialog isOpen issuer={issuer} onClose={close} onSaved={close} /> : null}
      {asked === 'issuer' ? <IssuerDialog isOpen issuer={issuer} onClose={close} onSaved={close} /> : null}
      {asked === 'unlock' ? <UnlockDialog isOpen onClose={close} /> : null}
    </section>
  )
}

/** What a repair calls, or what is done where it leads. */
function callOf(repair: Repair | null, badgeId: string): Wanted {
  if (repair !== null && isOfLibrary(repair)) return { call: 'awards.repair', input: { badgeId, repair } }
  switch (repair) {
    case 'edit_badge':
    case 'open_design':
      return { call: 'badges.save', input: { id: badgeId, details: {} } }
    case 'edit_issuer':
    case 'open_hosting':
      return { call: 'issuers.save' }
    case 'open_keys':
      return { call: 'keys.make' }
    case 'open_operators':
      return { call: 'operators.save' }
    default:
      return { call: 'awards.create' }
  }
}
