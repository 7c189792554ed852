import { Globe } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Quiet, Row } from '../ui/page'
import { useErrors } from '../ui/use-errors'
import css from './publish-page.module.css'

type LookedUp = Awaited<ReturnType<typeof client.publishing.lookOnline>>[number]

/** Asks the web, when somebody wants to know, whether what was published is there and served as it should be. */
export function LookOnTheWeb({ site }: { site: { id: string; baseUrl: string } }) {
  const { t } = useTranslation(['publishing', 'received'])
  const { run } = useErrors()
  const [found, setFound] = useState<LookedUp[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const look = async () => {
    setBusy(true)
    setFound((await run(() => client.publishing.lookOnline({ siteId: site.id }))) ?? null)
    setBusy(false)
  }
  const wrong = found?.filter(({ state }) => state !== 'right') ?? []
  const [first] = wrong
  // A host that is not there is told once, not for each file.
  const isSame = wrong.every(({ state, note }) => state === first?.state && note === first.note)
  const told = isSame && first && wrong.length === found?.length ? [{ ...first, url: site.baseUrl }] : wrong
  return (
    <>
      <Row>
        <Button icon={Globe} isBusy={isBusy} onPress={() => void look()}>
          {t('web.look')}
        </Button>
        <Quiet>{t('web.hint', { host: new URL(site.baseUrl).host })}</Quiet>
      </Row>
      {found && wrong.length === 0 ? <Notice tone="success">{t('web.right')}</Notice> : null}
      {wrong.length > 0 ? (
        <Notice tone="warning" title={t('web.wrong')}>
          <ul className={css.found}>
            {told.map(({ url, state, note }) => (
              <li key={url}>
                <span className={css.url}>{url}</span> {note ? t(`received:note.${note}`) : t(`web.${state}`)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
