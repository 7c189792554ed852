import { Check, CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { finding } from '../../core/contract/awards'
import { HostingDialog } from '../app/hosting-dialog'
import { useLibrary } from '../app/library-facts'
import { navigate } from '../app/navigation'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { useFormats } from '../ui/format'
import { Icon } from '../ui/icon'
import css from './preflight.module.css'

export type Finding = z.infer<typeof finding>

const icons = { block: CircleAlert, warn: TriangleAlert, ok: Check } as const

/** What awarding would run into, each with the one thing to do about it. */
export function Preflight({ badgeId, findings }: { badgeId: string; findings: readonly Finding[] }) {
  const { t } = useTranslation('award')
  const { bytes, count } = useFormats()
  const { issuers } = useLibrary()
  const [asked, setAsked] = useState<'hosting' | 'unlock' | null>(null)
  const [issuer] = issuers
  const repair = (code: string) => {
    if (code === 'hosting_undecided') return setAsked('hosting')
    if (code === 'key_locked') return setAsked('unlock')
    navigate({ page: 'badge', badgeId })
  }
  return (
    <section aria-label={t('preflight.title')}>
      <ul className={css.findings}>
        {findings.map((it) => (
          <li key={it.code} className={css[it.level]}>
            <Icon icon={icons[it.level]} size={16} />
            <span>
              {t(`preflight.${it.code}`, {
                count: it.count ?? 0,
                number: it.code === 'too_large' ? bytes(it.count ?? 0) : count(it.count ?? 0),
              })}
              {it.level === 'block' && it.code !== 'badge_archived' ? (
                <>
                  {' '}
                  <Button variant="link" onPress={() => repair(it.code)}>
                    {t('preflight.repair')}
                  </Button>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {asked === 'hosting' && issuer ? (
        <HostingDialog isOpen issuer={issuer} onClose={() => setAsked(null)} onSaved={() => setAsked(null)} />
      ) : null}
      {asked === 'unlock' ? <UnlockDialog isOpen onClose={() => setAsked(null)} /> : null}
    </section>
  )
}
