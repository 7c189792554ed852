import { fitted, flattened, mapped, pathBox, stepsOf } from './path'

/** The shelves of the gallery, in its order. */
export const silhouetteFamilies = [
  'round',
  'shields',
  'stars',
  'polygons',
  'frames',
  'tickets',
  'nature',
  'things',
  'crosses',
] as const
export type SilhouetteFamily = (typeof silhouetteFamilies)[number]

/** A number that shapes a silhouette, with what the page's slider needs. */
export interface SilhouetteParam {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly initial: number
}
/** A parameter by its name, held within its range. */
export type ReadParam = (name: string) => number

/** A parametric silhouette. `aspect` is the width over the height that it looks right in. */
export interface Silhouette {
  readonly shape: string
  readonly family: SilhouetteFamily
  readonly aspect: number
  /** English words that people look for it by, beside its name. */
  readonly keywords: readonly string[]
  readonly params: Readonly<Record<string, SilhouetteParam>>
  /** SVG path data in a box of `width` × `height` round the origin. */
  readonly path: (param: ReadParam, width: number, height: number) => string
}

export const whole = (initial: number, min: number, max: number): SilhouetteParam => ({ min, max, step: 1, initial })
export const share = (initial: number, min = 0, max = 1): SilhouetteParam => ({ min, max, step: 0.01, initial })

type Params = Silhouette['params']
type Data = (param: ReadParam, width: number, height: number) => string
type Row = (shape: string, keywords: string, params: Params, data: Data, aspect?: number) => Silhouette

/** The proportion of what is drawn, with its own numbers. */
const aspectOf = (params: Params, data: Data): number => {
  const box = pathBox(data((name) => params[name]?.initial ?? 0, 100, 100))
  return box ? Math.round(((box.right - box.left) / (box.bottom - box.top)) * 100) / 100 : 1
}

/** A family's silhouettes that are drawn in units of their own and then stretched so that their ink fills the box. */
export const shelf =
  (family: SilhouetteFamily): Row =>
  (shape, keywords, params, data, aspect = aspectOf(params, data)) => ({
    shape,
    family,
    aspect,
    keywords: keywords.split(' '),
    params,
    path: (param, width, height) => fitted(data(param, width, height), width, height),
  })

/** As `shelf`, for what turns round its middle, which stays in the middle of the box: drawn on a circle of 50 units. */
export const wheel =
  (family: SilhouetteFamily): Row =>
  (shape, keywords, params, data, aspect = 1) => ({
    shape,
    family,
    aspect,
    keywords: keywords.split(' '),
    params,
    path: (param, width, height) => {
      const drawn = data(param, width, height)
      // A soft crest may swing a little beyond its circle.
      const reach = Math.max(50, ...flattened(drawn).flatMap((loop) => loop.map(({ x, y }) => Math.hypot(x, y))))
      return mapped(stepsOf(drawn), (width / reach) * 0.5, (height / reach) * 0.5, 0, 0)
    },
  })

/** As `shelf`, for what draws into its box itself and keeps short of its edges where corners are rounded off. */
export const inBox =
  (family: SilhouetteFamily) =>
  (shape: string, keywords: string, params: Params, path: Data, aspect: number): Silhouette => ({
    shape,
    family,
    aspect,
    keywords: keywords.split(' '),
    params,
    path: (param, width, height) => mapped(stepsOf(path(param, width, height)), 1, 1, 0, 0),
  })
