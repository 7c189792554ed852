import { type ReactNode, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { navigate } from '../app/navigation'
import { PictureChange } from '../app/picture-change'
import { badgeVector } from '../drawing'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useErrors } from '../ui/use-errors'
import { assets } from './assets'
import type { Designer } from './designer-store'
import { draftedAltText } from './drafted-alt-text'
import { toBadge, type BadgeStep } from './to-badge'

/** "Next: details": stores the design, draws its picture and goes on to the badge; asks where the badge has been awarded. */
export function useNextStep(
  designId: string,
  designer: Designer,
): { next: () => void; isBusy: boolean; dialog: ReactNode } {
  const { t } = useTranslation('designs')
  const { run } = useErrors()
  const [isBusy, setBusy] = useState(false)
  const [asking, setAsking] = useState<Extract<BadgeStep, { asks: 'newVersion' }> | null>(null)
  const isRunning = useRef(false)
  const vector = useCallback(() => badgeVector(designer.document(), assets), [designer])
  const next = useCallback(() => {
    const go = async () => {
      const picture = await designer.finish()
      const step = await toBadge(designId, {
        name: designer.store.getState().name,
        document: designer.document(),
        picture,
        altText: draftedAltText(designer.document(), t),
        vector,
      })
      if (step.asks === 'newVersion') setAsking(step)
      else navigate({ page: 'badge', badgeId: step.badgeId })
    }
    if (isRunning.current) return
    isRunning.current = true
    setBusy(true)
    void run(go).finally(() => {
      isRunning.current = false
      setBusy(false)
    })
  }, [designId, designer, run, t, vector])
  const asNewVersion = async (badgeId: string) => {
    setBusy(true)
    const saved = await run(async () =>
      client.badges.save({ id: badgeId, usePictureOfDesign: true, asNewVersion: true, vector: await vector() }),
    )
    setBusy(false)
    if (saved) navigate({ page: 'badge', badgeId })
  }
  const dialog = asking ? (
    <Dialog
      title={t('version.title')}
      isOpen
      size="small"
      isBusy={isBusy}
      onClose={() => setAsking(null)}
      footer={
        <>
          <Button isDisabled={isBusy} onPress={() => navigate({ page: 'badge', badgeId: asking.badgeId })}>
            {t('version.keep')}
          </Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void asNewVersion(asking.badgeId)}>
            {t('version.make')}
          </Button>
        </>
      }
    >
      <p>{t('version.sentence')}</p>
      <PictureChange before={asking.awarded} after={asking.picture} size={150} />
    </Dialog>
  ) : null
  return { next, isBusy, dialog }
}
