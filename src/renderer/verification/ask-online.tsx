import { Globe } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VerificationResult } from '../../core/contract/verification'
import { Button } from '../ui/button'
import { hostsToAsk } from './hosts-to-ask'
import css from './verify-page.module.css'

/** Looking online is a choice, made for one badge, with the words of what that tells to whom. Nothing where the network has nothing to add. */
export function AskOnline(props: { result: VerificationResult; isBusy: boolean; onAsk: () => void }) {
  const { t } = useTranslation('received')
  const { result, isBusy, onAsk } = props
  const isOpen = result.verdict === 'unreachable' || result.verdict === 'genuine_unchecked'
  const hosts = hostsToAsk(result)
  if (!isOpen || result.ownAwardId || (hosts.length === 0 && result.fetched.length === 0)) return null
  return (
    <div className={css.online}>
      <Button size="small" icon={Globe} onPress={onAsk} isBusy={isBusy}>
        {result.fetched.length > 0 ? t('online.again') : t('online.do')}
      </Button>
      <span>{hosts.length > 0 ? t('online.hosts', { hosts: hosts.slice(0, 3).join(', ') }) : t('online.sites')}</span>
    </div>
  )
}
