import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useLostParts } from './project-files'

/** Lists what a project file that was just opened had lost; nothing where it was whole. */
export function LostParts() {
  const { t } = useTranslation('project')
  const { name, parts } = useLostParts()
  if (parts.length === 0) return null
  const close = () => useLostParts.setState({ parts: [] })
  return (
    <Dialog
      title={t('lostTitle')}
      isOpen
      size="small"
      onClose={close}
      footer={
        <Button variant="primary" onPress={close}>
          {t('goOn')}
        </Button>
      }
    >
      <p>{t('lostSentence', { name })}</p>
      <ul>
        {parts.map(({ what, name: part }, index) => (
          <li key={index}>{t(`lost.${what}`, { name: part })}</li>
        ))}
      </ul>
    </Dialog>
  )
}
