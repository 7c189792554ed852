import { layerOf, type DesignDocument, type KnownLayer } from '../../src/core/designs/document'
import { designOf } from './designs'

/** mulberry32: the same numbers from 0 to 1 in every run. */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
const role = (name: string, shade = 0) => ({ kind: 'solid' as const, color: { role: name, shade } })
const shapes = ['circle', 'star', 'scallop', 'polygon', 'shield', 'rounded', 'cog', 'burst']
const words = ['READING', 'First aid', 'CODE CLUB', '100', 'Well done', 'Volunteer']
const glyphs = ['phosphor/star', 'phosphor/book-open', 'phosphor/heart', 'phosphor/leaf', 'phosphor/trophy']

/** The id of the layer in the middle of the stack, a square at the artboard's middle that nothing lies over. */
export const draggedId = 'dragged'

/**
 * A design of so many layers of every kind, as designs are made: half of them shapes, the rest symbols, text, rings, text on arcs
 * and ribbons, gradients among them. One of them, half-way up, can be taken hold of in the middle of the artboard.
 */
export function mixedDesign(count: number): DesignDocument {
  const random = seeded(count)
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item
  const lettering = (size: number) => ({ family: 'Montserrat', weight: 700, size })
  const layers = Array.from({ length: count }, (_, index): KnownLayer => {
    const id = `l${index}`
    if (index === Math.floor(count / 2))
      return layerOf({
        kind: 'shape',
        id: draggedId,
        name: 'Dragged',
        x: 300,
        y: 300,
        shape: 'star',
        width: 80,
        height: 80,
        fill: role('accent'),
        stroke: { paint: role('frame'), width: 4 },
      })
    // Round the middle, never over it.
    const angle = random() * 2 * Math.PI
    const away = 130 + random() * 130
    const at = { id, name: id, x: 300 + Math.sin(angle) * away, y: 300 + Math.cos(angle) * away }
    const size = 20 + random() * 50
    const kind = index % 20
    if (kind < 10) {
      const fill =
        kind % 4 === 0
          ? {
              kind: 'linear' as const,
              angle: Math.floor(random() * 360),
              stops: [
                { offset: 0, color: { role: 'field' } },
                { offset: 1, color: { role: 'frame' } },
              ],
            }
          : role(pick(['field', 'frame', 'accent']), Math.floor(random() * 60) - 30)
      return layerOf({
        kind: 'shape',
        ...at,
        shape: pick(shapes),
        rotation: Math.floor(random() * 360),
        width: size,
        height: size,
        fill,
        stroke: kind % 2 === 0 ? { paint: role('cream'), width: 2 } : null,
      })
    }
    if (kind < 14) return layerOf({ kind: 'glyph', ...at, glyph: pick(glyphs), size, paint: role('cream') })
    if (kind < 17)
      return layerOf({
        kind: 'text',
        ...at,
        text: pick(words),
        lettering: lettering(10 + random() * 12),
        paint: role('cream'),
      })
    if (kind < 18)
      return layerOf({
        kind: 'ring',
        ...at,
        radius: size / 2,
        width: 3,
        pattern: pick(['solid', 'dash', 'bead']),
        paint: role('accent'),
      })
    if (kind < 19)
      return layerOf({
        kind: 'arcText',
        ...at,
        text: pick(words),
        lettering: lettering(9),
        radius: 34,
        side: pick(['top', 'bottom'] as const),
        paint: role('cream'),
      })
    return layerOf({
      kind: 'ribbon',
      ...at,
      width: 90,
      height: 18,
      sagitta: 0.08,
      face: role('accent'),
      tail: role('accent', -30),
      text: pick(words),
      lettering: lettering(9),
      textPaint: role('frame'),
    })
  })
  return designOf(...layers)
}
