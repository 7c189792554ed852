import { Palette } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'

/** The way from a baked badge of ours back to the design that it was drawn from; nothing where its picture was no design. */
export function OwnDesign({ awardId }: { awardId: string }) {
  const { t } = useTranslation('verification')
  const design = useCall(['ownDesign', awardId], async (signal) => {
    const { badgeId } = await client.awards.read({ id: awardId }, { signal })
    return (await client.badges.read({ id: badgeId }, { signal })).designId
  })
  const designId = design.data
  if (!designId) return null
  return (
    <Button size="small" icon={Palette} onPress={() => navigate({ page: 'designer', designId })}>
      {t('openDesign')}
    </Button>
  )
}
