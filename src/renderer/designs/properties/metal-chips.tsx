import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Paint } from '../../../core/designs/document'
import { metalNames, metalPaint, type MetalLight } from '../../../core/designs/metals'
import css from './properties.module.css'

const lightOf = (paint: Paint | null): MetalLight =>
  paint?.kind === 'radial' || paint?.kind === 'conic' ? paint.kind : 'linear'
const previews = metalNames.map((name) => {
  const paint = metalPaint(name, 'linear')
  const stops = paint.kind === 'solid' ? [] : paint.stops
  const colors = stops.map(({ offset, color }) => `${'hex' in color ? color.hex : '#888'} ${String(offset * 100)}%`)
  return { name, background: `linear-gradient(to bottom, ${colors.join(', ')})` }
})

/** Gold, silver and the like at one click, lit as the gradient is that they replace. */
export function MetalChips({ paint, onChange }: { paint: Paint | null; onChange: (paint: Paint) => void }) {
  const { t } = useTranslation('properties')
  const light = lightOf(paint)
  const own = JSON.stringify(paint)
  return (
    <div className={css.metals} role="group" aria-label={t('metals.title')}>
      {previews.map(({ name, background }) => (
        <Button
          key={name}
          className={css.metal ?? ''}
          aria-label={t(`metals.names.${name}`)}
          aria-pressed={own === JSON.stringify(metalPaint(name, light))}
          onPress={() => onChange(metalPaint(name, light))}
        >
          <span style={{ background }} />
        </Button>
      ))}
    </div>
  )
}
