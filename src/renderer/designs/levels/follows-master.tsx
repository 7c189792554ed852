import { ArrowRight, Link2Off, Palette } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client'
import { BadgePicture } from '../../app/badge-picture'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Page, Row } from '../../ui/page'
import { useErrors } from '../../ui/use-errors'
import css from './levels.module.css'

/** A design that follows a master is changed there: here one sees it, goes to the master, or makes it a design of its own. */
export function FollowsMaster(props: {
  design: { id: string; name: string; pictureSha256: string | null; badgeId: string | null }
  master: { designId: string; name: string }
  onCut: () => void
}) {
  const { t } = useTranslation('levels')
  const { run } = useErrors()
  const { design, master } = props
  const [isBusy, setBusy] = useState(false)
  const cut = async () => {
    setBusy(true)
    const done = await run(() => client.levels.cut({ designId: design.id }))
    setBusy(false)
    if (done) props.onCut()
  }
  const { badgeId } = design
  return (
    <Page
      title={design.name}
      width="narrow"
      onBack={() => navigate({ page: 'library' })}
      actions={
        badgeId === null ? null : (
          <Button icon={ArrowRight} onPress={() => navigate({ page: 'badge', badgeId })}>
            {t('follows.badge')}
          </Button>
        )
      }
    >
      <Notice tone="info" title={t('follows.title', { name: master.name })}>
        {t('follows.sentence')}
      </Notice>
      <div className={css.follows}>
        <BadgePicture sha256={design.pictureSha256} size={320} alt={design.name} />
        <Row>
          <Button
            variant="primary"
            icon={Palette}
            onPress={() => navigate({ page: 'designer', designId: master.designId })}
          >
            {t('follows.open')}
          </Button>
          <Button icon={Link2Off} isBusy={isBusy} onPress={() => void cut()}>
            {t('follows.cut')}
          </Button>
        </Row>
      </div>
    </Page>
  )
}
