import { resolveColor } from '../colors'
import type { Effect } from '../document'
import { boxHeight, boxWidth, grown, rotated, shifted, union, type Box, type Point } from '../geometry'
import { draw } from '../silhouettes/path'
import { group, placed, type DrawOp } from './draw-ops'
import { inkOf } from './ink'
import { stitched } from './stitch'
import type { Palette } from './styles'

/**
 * What is drawn of one layer or group round its origin: its operations, the faces that bound it (for a thread along the edge), and its
 * box. Where fewer operations cover the same ground (`ink`), effects go by those: a rope on a disc casts no shadow of its own.
 */
export interface Art {
  readonly ops: readonly DrawOp[]
  readonly ink?: readonly DrawOp[]
  readonly edge: readonly DrawOp[]
  readonly bounds: Box
}

const moved = (box: Box, { x, y }: Point): Box => ({
  left: box.left + x,
  top: box.top + y,
  right: box.right + x,
  bottom: box.bottom + y,
})

/**
 * Art with its stack of effects. Shadows and outlines lie behind it, all else on it, each in the order of the list; a shadow is also
 * that of the outlines after it, which lie over it. Light and shadow keep their direction on the artboard when the layer is turned
 * (`rotation`).
 */
export function withEffects(art: Art, effects: readonly Effect[], rotation: number, palette: Palette): Art {
  if (effects.length === 0) return art
  const covered = art.ink ?? art.ops
  const behind: DrawOp[] = []
  const over: DrawOp[] = []
  let bounds = art.bounds
  effects.forEach((effect, index) => {
    switch (effect.kind) {
      case 'shadow': {
        const reach = Math.max(0, ...effects.slice(index + 1).map((it) => (it.kind === 'outline' ? it.width : 0)))
        const by = rotated({ x: effect.dx, y: effect.dy }, -rotation)
        const box = grown(art.bounds, reach)
        const color = resolveColor(effect.color, palette)
        behind.push(
          group(inkOf(covered, color, reach), box, {
            transform: placed(by.x, by.y),
            opacity: effect.opacity,
            blur: effect.blur > 0 ? { by: effect.blur, color } : null,
          }),
        )
        bounds = union([bounds, grown(moved(box, by), effect.blur * 1.5)]) ?? bounds
        return
      }
      case 'outline':
        behind.push(...inkOf(covered, resolveColor(effect.color, palette), effect.width))
        bounds = union([bounds, grown(art.bounds, effect.width)]) ?? bounds
        return
      case 'bevel':
        over.push(...bevel(art, effect, rotation))
        return
      case 'gloss':
        over.push(gloss(art, effect))
        return
      case 'stitch':
        over.push(...stitched(art.edge, art.bounds, effect, resolveColor(effect.color, palette)))
    }
  })
  return { ops: [...behind, ...art.ops, ...over], edge: art.edge, bounds }
}

function bevel(art: Art, effect: Extract<Effect, { kind: 'bevel' }>, rotation: number): DrawOp[] {
  const towards = rotated({ x: 0, y: -1 }, effect.angle - rotation)
  const { width } = effect
  const side = (color: string, strength: number, sign: 1 | -1): DrawOp[] => {
    if (strength === 0 || width === 0) return []
    const ink = inkOf(art.ink ?? art.ops, color)
    const by = sign * width * 0.7
    // The ink less itself, moved away from the light and softened: what is left is the edge that faces it, fading inwards.
    const rest = group(ink, art.bounds, {
      transform: placed(-towards.x * by, -towards.y * by),
      blur: { by: width * 0.4, color },
    })
    return [group(ink, art.bounds, { cut: [rest], opacity: strength })]
  }
  return [...side('#000000', effect.shade, -1), ...side('#ffffff', effect.light, 1)]
}

function gloss(art: Art, { height, opacity }: Extract<Effect, { kind: 'gloss' }>): DrawOp {
  const { bounds } = art
  const [wide, tall] = [boxWidth(bounds), boxHeight(bounds) * height]
  const middle = (bounds.left + bounds.right) / 2
  // A lens wider than the layer: its lower edge hangs through.
  const [rx, ry] = [Math.max(wide * 0.72, 0.01), Math.max(tall, 0.01)]
  const lens = draw('M', middle - rx, bounds.top, 'A', rx, ry, 0, 0, 0, middle + rx, bounds.top, 'Z')
  const stops = [
    { offset: 0, color: '#ffffff', opacity },
    { offset: 1, color: '#ffffff', opacity: opacity * 0.25 },
  ]
  const from = { x: middle, y: bounds.top }
  const style = { kind: 'linear' as const, from, to: shifted(from, 0, ry), stops }
  const light: DrawOp = { kind: 'fill', path: lens, style }
  return group([light], bounds, { mask: inkOf(art.ink ?? art.ops, '#ffffff') })
}
