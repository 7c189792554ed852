import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'

/** Ends the hold of awards and says so; nothing is asked, because it can be put on hold again. True once it is done. */
export function useReinstate(): (awards: readonly AwardRow[]) => Promise<boolean> {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  return async (awards) => {
    const done = await run(() => client.awards.reinstate({ ids: awards.map((award) => award.id) }))
    if (done) showToast({ text: t('reinstated', { count: done.reinstated.length }) })
    return done !== undefined
  }
}
