import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button'
import { useEditor, useView } from '../editor'
import { useChecks, useRunningChecks } from './checks'
import css from './seeing.module.css'

/** How many things are worth a look before the badge is awarded; opens the list. */
export function ChecksButton() {
  const { t } = useTranslation('seeing')
  const { view } = useEditor()
  const isOpen = useView((it) => it.rightTab === 'checks')
  useRunningChecks()
  const checks = useChecks()
  const count = checks?.findings.filter(({ weight }) => weight === 'warning').length ?? 0
  const Sign = count > 0 ? TriangleAlert : CircleCheck
  return (
    <Button
      variant="plain"
      aria-pressed={isOpen}
      aria-label={checks ? t('button', { count }) : t('looking')}
      onPress={() => view.setState({ rightTab: isOpen ? 'layers' : 'checks', isRightOpen: true, isLeftOpen: false })}
    >
      <span className={[css.count, count > 0 ? css.warning : css.good].join(' ')}>
        <Sign size={18} aria-hidden />
        {count > 0 ? t('count', { count }) : null}
      </span>
    </Button>
  )
}
