import { Trash2 } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../core/base64'
import type { Alignment } from '../../core/contract/achievement'
import { alignmentOf } from '../../core/contract/frameworks'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { FileButton } from '../ui/drop-zone'
import { Notice } from '../ui/notice'
import { Row, Stack } from '../ui/page'
import { SearchField } from '../ui/search-field'
import { Select } from '../ui/select'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import css from './badge-page.module.css'

const all = ' all'
type Looked = Awaited<ReturnType<typeof client.frameworks.import>> & { bytes: string; framework: string }

/** Picks alignments from the frameworks of the library, and takes a framework in from a file of one's own. */
export function FrameworkDialog(props: {
  alignments: readonly Alignment[]
  onPick: (alignment: Alignment) => void
  onClose: () => void
}) {
  const { t } = useTranslation('more')
  const { run, report } = useErrors()
  const [query, setQuery] = useState('')
  const [which, setWhich] = useState(all)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [hasNoHeadings, setNoHeadings] = useState(false)
  const frameworks = useCall(['frameworks'], (signal) => client.frameworks.list(undefined, { signal }))
  const words = useDeferredValue(query.trim())
  const found = useCall(['frameworkItems', words, which, frameworks.data?.length], (signal) =>
    client.frameworks.search({ query: words, ...(which === all ? {} : { framework: which }), limit: 50 }, { signal }),
  )
  const isThere = ({ targetUrl }: Alignment) => props.alignments.some((it) => it.targetUrl === targetUrl)
  const look = async (file: File) => {
    setNoHeadings(false)
    try {
      const bytes = await toBase64(file)
      const framework = file.name.replace(/\.[^.]*$/, '').slice(0, 255) || file.name
      setLooked({
        ...(await client.frameworks.import({ source: { bytes }, framework, dryRun: true })),
        bytes,
        framework,
      })
    } catch (error) {
      if (toProblem(error)?.details.reason === 'no_headings') setNoHeadings(true)
      else report(error)
    }
  }
  const takeIn = async () => {
    if (!looked) return
    const { bytes, framework } = looked
    const done = await run(() => client.frameworks.import({ source: { bytes }, framework }))
    if (!done) return
    setLooked(null)
    frameworks.reload()
    showToast({ text: t('framework.imported') })
  }
  const forget = async (framework: string) => {
    if (!(await run(() => client.frameworks.remove({ framework })))) return
    setWhich(all)
    frameworks.reload()
    showToast({ text: t('framework.removed', { name: framework }) })
  }
  const hasSome = (frameworks.data?.length ?? 0) > 0
  return (
    <Dialog
      title={t('framework.title')}
      isOpen
      size="large"
      onClose={props.onClose}
      footer={
        looked ? (
          <>
            <Button onPress={() => setLooked(null)}>{t('framework.back')}</Button>
            <Button variant="primary" isDisabled={looked.added + looked.changed === 0} onPress={() => void takeIn()}>
              {t('framework.confirm')}
            </Button>
          </>
        ) : (
          <Button onPress={props.onClose}>{t('framework.close')}</Button>
        )
      }
    >
      <Stack>
        {hasNoHeadings ? <Notice tone="warning">{t('framework.noHeadings')}</Notice> : null}
        {looked ? (
          <ImportSummary looked={looked} />
        ) : (
          <>
            {hasSome ? (
              <>
                <Row>
                  <SearchField
                    label={t('framework.search')}
                    placeholder={t('framework.searchPlaceholder')}
                    value={query}
                    onChange={setQuery}
                  />
                  {(frameworks.data?.length ?? 0) > 1 ? (
                    <Select
                      label={t('framework.which')}
                      hideLabel
                      options={[
                        { value: all, label: t('framework.all') },
                        ...(frameworks.data ?? []).map(({ framework }) => ({ value: framework, label: framework })),
                      ]}
                      value={which}
                      onChange={setWhich}
                    />
                  ) : null}
                </Row>
                <ul className={css.picks} aria-label={t('framework.title')}>
                  {(found.data ?? []).map((item) => {
                    const alignment = alignmentOf(item)
                    return (
                      <li key={item.id}>
                        <span>
                          {item.name}
                          <small>{[item.framework, item.code].filter(Boolean).join(' · ')}</small>
                        </span>
                        <Button
                          size="small"
                          isDisabled={isThere(alignment)}
                          aria-label={t(isThere(alignment) ? 'framework.addedNamed' : 'framework.add', {
                            name: item.name,
                          })}
                          onPress={() => props.onPick(alignment)}
                        >
                          {t(isThere(alignment) ? 'framework.added' : 'alignment.pick')}
                        </Button>
                      </li>
                    )
                  })}
                </ul>
                {found.data?.length === 0 ? <p>{t('framework.nothing')}</p> : null}
              </>
            ) : (
              <p>{t('framework.none')}</p>
            )}
            <Row>
              <FileButton
                accept={['.csv', '.tsv', '.txt', 'text/csv']}
                onFiles={([file]) => {
                  if (file) void look(file)
                }}
              >
                {t('framework.import')}
              </FileButton>
              {which === all ? null : (
                <Button variant="quiet" icon={Trash2} onPress={() => void forget(which)}>
                  {t('framework.remove', { name: which })}
                </Button>
              )}
            </Row>
          </>
        )}
      </Stack>
    </Dialog>
  )
}

const shownErrors = 8

function ImportSummary({ looked }: { looked: Looked }) {
  const { t } = useTranslation('more')
  return (
    <>
      <p>
        <strong>{looked.frameworks.join(', ')}</strong>
      </p>
      <p>{t('framework.found', { count: looked.added + looked.changed, unchanged: looked.unchanged })}</p>
      {looked.failed > 0 ? (
        <Notice tone="warning" title={t('framework.failed', { count: looked.failed })}>
          <ul>
            {looked.errors.slice(0, shownErrors).map(({ row, reason }) => (
              <li key={row}>{t('framework.row', { row, reason: t(`framework.reasons.${reason}`) })}</li>
            ))}
            {looked.failed > shownErrors ? <li>{t('framework.more')}</li> : null}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
