import type { LayerOf } from './document'

/**
 * Arc text turned to the other side of its circle, upright there: it goes to the opposite end, and its baseline moves by the height of
 * the capitals (in units, as drawn), so that the letters fill the same band above and below.
 */
export const flippedArc = (
  { side, angle, radius }: Pick<LayerOf<'arcText'>, 'side' | 'angle' | 'radius'>,
  capitals: number,
): Pick<LayerOf<'arcText'>, 'side' | 'angle' | 'radius'> => ({
  side: side === 'top' ? 'bottom' : 'top',
  angle,
  radius: Math.max(1, Math.round((side === 'top' ? radius + capitals : radius - capitals) * 100) / 100),
})
