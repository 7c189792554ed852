import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button'
import { useEditor } from '../editor'
import { shownAsOf, useShownLevel } from '../preview-as/shown-as'
import css from './levels.module.css'

/** Says which level one is looking at, with the way back to the master; nothing at the master. */
export function ShownLevel() {
  const { t } = useTranslation('levels')
  const { designer } = useEditor()
  const level = useShownLevel()
  if (!level) return null
  return (
    <p className={css.shown}>
      <span>{t('shown', { name: level.name })}</span>
      <Button variant="link" onPress={() => shownAsOf(designer).setState({ levelId: null })}>
        {t('showMaster')}
      </Button>
    </p>
  )
}

/** The same over the canvas, where the colours are seen. */
export const ShownLevelBoard = () => (
  <div className={css.onBoard} role="status">
    <ShownLevel />
  </div>
)
