import { isKnownLayer, type DesignDocument, type KnownLayer, type LayerOf } from './document'
import { hundredth } from './geometry'
import { replaceLayers, type Operation } from './operations'
import { resizedLayer } from './resize'

/** No more than this much larger at one press: beyond, the design must be thought over. */
const mostGrowth = 2.5
/** Arc text takes no more of its circle than this: its ends must be told apart. */
const widestSweep = 320
/** Lettering of a ribbon is no higher than this share of its face. */
const mostOfFace = 0.62

/** Ways to draw a layer larger by a factor, the gentlest first; lettering that is fitted to its room may need more room instead. */
export function largerWays(document: DesignDocument, layer: KnownLayer, factor: number): Operation[] {
  if (factor > mostGrowth) return []
  // Small letters are not drawn in exact proportion, and what is fitted grows by less than asked.
  const factors = [factor, factor * 1.06, factor * 1.2]
  return factors.flatMap((by) => grown(document, layer, by)).map((it) => replaceLayers([it], 'resize'))
}

function grown(document: DesignDocument, layer: KnownLayer, by: number): KnownLayer[] {
  switch (layer.kind) {
    case 'arcText': {
      // Its radius stays: a wider arc would fling the words off the badge.
      const sweep = Math.min(layer.sweep * by * 1.05, freeSweep(document, layer))
      const larger = withSize(layer, by)
      return [
        larger,
        ...(sweep > layer.sweep
          ? [
              { ...layer, sweep },
              { ...larger, sweep },
            ]
          : []),
      ]
    }
    case 'ribbon': {
      const larger = withSize(layer, by)
      const height = hundredth(Math.max(layer.height, larger.lettering.size / mostOfFace))
      return [...(height === layer.height ? [larger] : []), { ...larger, height }, resizedLayer(layer, by, by)]
    }
    default:
      return [resizedLayer(layer, by, by)]
  }
}

const withSize = <Layer extends LayerOf<'arcText'> | LayerOf<'ribbon'>>(layer: Layer, by: number): Layer => ({
  ...layer,
  lettering: { ...layer.lettering, size: hundredth(Math.min(1000, layer.lettering.size * by)) },
})

const middleOf = ({ side, angle, rotation }: LayerOf<'arcText'>): number =>
  angle + rotation + (side === 'bottom' ? 180 : 0)

/** How much of its circle arc text may take without running into other words of about the same circle. */
function freeSweep({ layers }: DesignDocument, layer: LayerOf<'arcText'>): number {
  const others = layers.filter(isKnownLayer).filter((it): it is LayerOf<'arcText'> => it.kind === 'arcText')
  return others.reduce((most, other) => {
    const isElsewhere =
      other.id === layer.id ||
      other.hidden ||
      Math.hypot(other.x - layer.x, other.y - layer.y) > layer.lettering.size ||
      Math.abs(other.radius - layer.radius) > layer.lettering.size + other.lettering.size
    if (isElsewhere) return most
    const turn = Math.abs(middleOf(other) - middleOf(layer)) % 360
    return Math.min(most, 2 * Math.min(turn, 360 - turn) - other.sweep)
  }, widestSweep)
}
