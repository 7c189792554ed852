import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { useMay, useMayEach } from './may'
import { navigate } from './navigation'
import css from './shell.module.css'

/** Where it is told; elsewhere people are busy with something else. */
const told: readonly string[] = ['library', 'award']
const mostBadges = 3
/** Looking through a big library waits until the page stands. */
const askAfterMs = 2_500

/** Which badges people have earned and do not hold: somebody looks, and awards. */
export function EarnedNotice({ page }: { page: string }) {
  const { t } = useTranslation('criteria')
  const [isTime, setTime] = useState(false)
  const [away, setAway] = useState<readonly string[]>([])
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), askAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const mayReview = useMay('criteria.review')
  const pending = useCall(
    ['pending', isTime && mayReview],
    (signal) => (isTime && mayReview ? client.criteria.pending(undefined, { signal }) : Promise.resolve([])),
    ['criteria.earned'],
  )
  const keyOf = (it: { badgeId: string; count: number }) => `${it.badgeId} ${String(it.count)}`
  const earned = pending.data ?? []
  const isTheirs = useMayEach(earned.map(({ badgeId }) => ({ call: 'criteria.review', input: { badgeId } })))
  const shown = earned.filter((it, at) => isTheirs[at] && !away.includes(keyOf(it)))
  if (!told.includes(page)) return null
  return shown.slice(0, mostBadges).map((it) => (
    <div key={it.badgeId} className={css.banner}>
      <Notice
        title={t('earned.title', { count: it.count, name: it.badgeName })}
        onDismiss={() => setAway([...away, keyOf(it)])}
        actions={
          <Button size="small" onPress={() => navigate({ page: 'earning', badgeId: it.badgeId, part: 'review' })}>
            {t('earned.look')}
          </Button>
        }
      />
    </div>
  ))
}
