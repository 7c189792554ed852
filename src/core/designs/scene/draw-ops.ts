import type { Filter, Lettering } from '../document'
import type { Box, Point } from '../geometry'
import type { PlacedRun } from '../lettering'

/** A stop of a gradient; `color` is `#rrggbb`. */
export interface StyleStop {
  readonly offset: number
  readonly color: string
  readonly opacity: number
}
/** A paint as it looks: its roles resolved to colours, its gradient laid over the layer. A conic one starts at `angle` degrees (0 = top), clockwise. */
export type Style =
  | { readonly kind: 'solid'; readonly color: string; readonly opacity: number }
  | { readonly kind: 'linear'; readonly from: Point; readonly to: Point; readonly stops: readonly StyleStop[] }
  | { readonly kind: 'radial'; readonly centre: Point; readonly radius: number; readonly stops: readonly StyleStop[] }
  | {
      readonly kind: 'conic'
      readonly centre: Point
      readonly angle: number
      /** How far from the centre it may be seen. */
      readonly reach: number
      readonly stops: readonly StyleStop[]
    }

/** Letters in a face, each run where the layout has put it. Without a `style` only their outline is drawn; the outline lies behind the letters. */
export interface LettersOp {
  readonly kind: 'letters'
  readonly face: Pick<Lettering, 'family' | 'weight'>
  readonly size: number
  readonly runs: readonly Pick<PlacedRun, 'text' | 'x' | 'y' | 'rotation' | 'dx'>[]
  readonly style: Style | null
  readonly outline: { readonly style: Style; readonly width: number; readonly dash: readonly number[] } | null
}

/** Part of a kept picture (`source`, in shares of its sides) in a box. `filters` have plain colours; `unitsPerPixel` is for those that count in units. */
export interface PictureOp {
  readonly kind: 'picture'
  readonly sha256: string
  readonly filters: readonly Filter[]
  readonly unitsPerPixel: number
  readonly source: Box
  readonly target: Box
  /** Only its ink, in one colour, made larger by `grow` units on every side: for effects. */
  readonly ink: { readonly color: string; readonly grow: number } | null
}

/** A 2D transform as SVG and the canvas write it: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number]

/**
 * Operations drawn as one. First they are moved by `transform`; everything else is said in their own units. Seen is what lies within
 * `clip` (path data) and within the ink of `mask`, less the ink of `cut`; where `blur` says so, only its shape, in one colour and blurred
 * `by` units (two standard deviations, as a canvas counts a shadow's blur); and laid on with `opacity` as one piece. `bounds` holds all
 * ink, blur left out.
 */
export interface GroupOp {
  readonly kind: 'group'
  readonly children: readonly DrawOp[]
  readonly bounds: Box
  readonly transform: Matrix | null
  readonly opacity: number
  readonly clip: string | null
  readonly mask: readonly DrawOp[] | null
  readonly cut: readonly DrawOp[] | null
  readonly blur: { readonly by: number; readonly color: string } | null
}

/** One step of a drawing. Paths are SVG path data (nonzero rule); joins are round. */
export type DrawOp =
  | { readonly kind: 'fill'; readonly path: string; readonly style: Style }
  | {
      readonly kind: 'line'
      readonly path: string
      readonly style: Style
      readonly width: number
      readonly dash: readonly number[]
      readonly cap: 'butt' | 'round'
    }
  | LettersOp
  | PictureOp
  | GroupOp

export const solid = (color: string, opacity = 1): Style => ({ kind: 'solid', color, opacity })

/** A group with what it does not say left plain. */
export const group = (
  children: readonly DrawOp[],
  bounds: Box,
  rest: Partial<Omit<GroupOp, 'kind' | 'children' | 'bounds'>> = {},
): GroupOp => ({
  kind: 'group',
  children,
  bounds,
  transform: null,
  opacity: 1,
  clip: null,
  mask: null,
  cut: null,
  blur: null,
  ...rest,
})

/** Moves by `dx`, `dy` and before that turns by degrees. */
export const placed = (dx: number, dy: number, degrees = 0): Matrix => {
  const turn = (degrees * Math.PI) / 180
  const cos = degrees === 0 ? 1 : Math.cos(turn)
  const sin = degrees === 0 ? 0 : Math.sin(turn)
  return [cos, sin, -sin, cos, dx, dy]
}

/** The upright box round a box that was transformed. */
export const transformedBox = (box: Box, matrix: Matrix | null): Box => {
  if (!matrix) return box
  const [a, b, c, d, e, f] = matrix
  const xs = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => a * x + c * y + e))
  const ys = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => b * x + d * y + f))
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}
