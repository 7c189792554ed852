import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { Quiet } from '../ui/page'
import { Waiting } from '../ui/progress'
import { ProblemNotice } from '../ui/use-errors'
import { MergeDialog } from './merge-dialog'
import css from './person-page.module.css'

/** People who may be in the library twice; only suggested, and only when asked for. */
export function TwinsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people')
  const { day } = useFormats()
  const [merging, setMerging] = useState<readonly [string, string] | null>(null)
  const twins = useCall(['twins'], (signal) => client.people.twins({}, { signal }), ['people.saved', 'people.removed'])
  if (merging)
    return <MergeDialog people={merging} onClose={() => setMerging(null)} onMerged={() => setMerging(null)} />
  return (
    <Dialog title={t('twins.title')} isOpen onClose={onClose} footer={<Button onPress={onClose}>{t('close')}</Button>}>
      {twins.problem ? <ProblemNotice problem={twins.problem} onRetry={twins.reload} /> : null}
      {!twins.data && twins.isLoading ? <Waiting /> : null}
      {twins.data?.length === 0 ? <p>{t('twins.none')}</p> : null}
      {twins.data && twins.data.length > 0 ? (
        <ul className={css.entries}>
          {twins.data.map(({ people: [first, second], because }) =>
            first && second ? (
              <li key={`${first.id} ${second.id}`}>
                <div>
                  <strong>{first.name}</strong>
                  <div>
                    <Quiet>
                      {t(`twins.${because}`, { first: first.email ?? '', second: second.email ?? '' })}{' '}
                      {t('twins.since', { first: day(first.createdAt), second: day(second.createdAt) })}
                    </Quiet>
                  </div>
                </div>
                <Button size="small" onPress={() => setMerging([first.id, second.id])}>
                  {t('merge.open')}
                </Button>
              </li>
            ) : null,
          )}
        </ul>
      ) : null}
    </Dialog>
  )
}
