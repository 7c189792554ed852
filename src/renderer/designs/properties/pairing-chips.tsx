import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { resolveColor } from '../../../core/designs/colors'
import type { Color, Paint } from '../../../core/designs/document'
import { contrastSafe } from '../../../core/designs/pairings'
import { useFormats } from '../../ui/format'
import { useShownPalette } from '../preview-as/shown-as'
import css from './properties.module.css'
import { roleName } from './role-name'

/** The colour that counts of a ground: itself, or the one in the middle of a gradient. */
const groundColor = (ground: Paint): Color | null =>
  ground.kind === 'solid' ? ground.color : (ground.stops[Math.floor(ground.stops.length / 2)]?.color ?? null)

/** Colours of the palette that are read well on what lies beneath, each with its contrast. */
export function PairingChips({ ground, onPick }: { ground: Paint; onPick: (color: Color) => void }) {
  const { t } = useTranslation('properties')
  const { t: words } = useTranslation('designs')
  const { count } = useFormats()
  const palette = useShownPalette()
  const on = groundColor(ground)
  const pairings = on ? contrastSafe(palette, on).slice(0, 6) : []
  if (pairings.length === 0) return null
  return (
    <div className={css.pairings} role="group" aria-label={t('pairings.title')}>
      <span className={css.slideLabel}>{t('pairings.title')}</span>
      <div className={css.chips}>
        {pairings.map(({ color, ratio }) => {
          const hex = resolveColor(color, { palette })
          const name = 'role' in color ? roleName(words, color.role) : hex
          const shown = count(Math.floor(ratio * 10) / 10)
          return (
            <Button
              key={hex}
              className={css.chip ?? ''}
              aria-label={t('pairings.ratio', { name, ratio: shown })}
              onPress={() => onPick(color)}
            >
              <span className={css.swatch} style={{ background: hex }} />
              <span aria-hidden>{shown}</span>
            </Button>
          )
        })}
      </div>
    </div>
  )
}
