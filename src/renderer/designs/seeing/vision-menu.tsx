import { Check, Eye, EyeOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { colorMatrixOf, visions, type Vision } from '../../../core/designs/color-vision'
import { announce } from '../../ui/live-region'
import { MenuButton } from '../../ui/menu'
import { useEditor, useView } from '../editor'
import css from './seeing.module.css'

const filterId = (vision: Vision): string => `vision-${vision}`

/**
 * Shows canvas and sizes as other eyes see them, or as a grey print. A filter over what is on the screen: drawing, picture and export
 * never hear of it.
 */
export function VisionMenu() {
  const { t } = useTranslation('seeing')
  const { view } = useEditor()
  const vision = useView((it) => it.vision)
  useEffect(() => {
    if (!vision) return
    const { style } = document.documentElement
    style.setProperty('--vision', `url("#${filterId(vision)}")`)
    return () => void style.removeProperty('--vision')
  }, [vision])
  const show = (next: Vision | null) => {
    view.setState({ vision: next })
    announce(t('visionSaid', { vision: t(`visions.${next ?? 'everybody'}`) }))
  }
  return (
    <>
      <svg className={css.filters} aria-hidden width="0" height="0">
        {visions.map((it) => (
          <filter key={it} id={filterId(it)} colorInterpolationFilters="linearRGB" x="0" y="0" width="1" height="1">
            <feColorMatrix type="matrix" values={colorMatrixOf(it)} />
          </filter>
        ))}
      </svg>
      <span className={css.eyes} data-on={vision !== null || undefined}>
        <MenuButton
          label={t('visionLabel', { vision: t(`visions.${vision ?? 'everybody'}`) })}
          icon={vision ? EyeOff : Eye}
          iconOnly
          entries={[null, ...visions].map((it) => ({
            id: it ?? 'everybody',
            label: t(`visionMenu.${it ?? 'everybody'}`),
            ...((it ?? null) === vision ? { icon: Check } : {}),
            onAction: () => show(it),
          }))}
        />
      </span>
    </>
  )
}
