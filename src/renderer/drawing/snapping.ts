import { boxCentre, radians, type Box, type Point } from '../../core/designs/geometry'

export type Axis = 'x' | 'y'
/** What is shown where something being dragged came to lie on something else. All in units of the artboard. */
export type Guide =
  /** An upright (`x`) or level (`y`) line at `at`, from … to along the other axis. */
  | { readonly kind: 'line'; readonly axis: Axis; readonly at: number; readonly from: number; readonly to: number }
  /** A space measured along `axis`, from … to, drawn at `at` of the other axis and marked with its length. */
  | { readonly kind: 'gap'; readonly axis: Axis; readonly from: number; readonly to: number; readonly at: number }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  /** A ray from a centre, and the angle that it stands for. */
  | {
      readonly kind: 'angle'
      readonly x: number
      readonly y: number
      readonly radius: number
      readonly degrees: number
    }
export interface Snap {
  readonly dx: number
  readonly dy: number
  readonly guides: readonly Guide[]
}
export interface Circle extends Point {
  readonly radius: number
  /** Of the polar grid: rays go out from its middle, every so many degrees from straight up. */
  readonly rays?: number
}

/** What a drag may snap to. */
export interface Targets {
  readonly artboard: Box
  readonly boxes: readonly Box[]
  /** Centres that count beside those of the boxes: of rings, of text on an arc, of silhouettes. */
  readonly centres: readonly Point[]
  /** Inner and outer edges of rings, base lines of text on an arc, and the polar grid: middles come to lie on them too. */
  readonly circles: readonly Circle[]
  /** Lines that the author pulled out of the rulers. */
  readonly lines: readonly { readonly axis: Axis; readonly at: number }[]
}
/** What is dragged: its box, and its own centre where that is not the box's (text on an arc). */
export interface Moving {
  readonly box: Box
  readonly centre: Point | null
}

const start = (box: Box, axis: Axis): number => (axis === 'x' ? box.left : box.top)
const end = (box: Box, axis: Axis): number => (axis === 'x' ? box.right : box.bottom)
const middle = (box: Box, axis: Axis): number => (start(box, axis) + end(box, axis)) / 2
const cross = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x')
const shiftedBox = (box: Box, dx: number, dy: number): Box => ({
  left: box.left + dx,
  top: box.top + dy,
  right: box.right + dx,
  bottom: box.bottom + dy,
})
const meets = (a: Box, b: Box, axis: Axis): boolean => start(a, axis) < end(b, axis) && start(b, axis) < end(a, axis)

/** A place that something may come to lie on, and what is shown when it does. */
interface Place {
  readonly at: number
  /** Edges come to edges and middles to middles: an edge on a middle is hardly ever meant. A line of the author's takes both. */
  readonly takes: 'edge' | 'middle' | 'both'
  readonly guide: (box: Box) => Guide
}
interface Candidate {
  readonly by: number
  readonly rank: number
  readonly guides: (box: Box) => readonly Guide[]
}

function placesOf({ artboard, boxes, centres, lines }: Targets, axis: Axis): Place[] {
  const other = cross(axis)
  const line =
    (at: number, from: number, to: number) =>
    (box: Box): Guide => ({
      kind: 'line',
      axis,
      at,
      from: Math.min(from, start(box, other)),
      to: Math.max(to, end(box, other)),
    })
  const places: Place[] = []
  for (const box of [artboard, ...boxes]) {
    const [from, to] = [start(box, other), end(box, other)]
    for (const at of [start(box, axis), end(box, axis)]) places.push({ at, takes: 'edge', guide: line(at, from, to) })
    const at = middle(box, axis)
    places.push({ at, takes: 'middle', guide: line(at, from, to) })
  }
  for (const centre of centres) {
    const at = centre[axis]
    places.push({ at, takes: 'middle', guide: line(at, centre[other], centre[other]) })
  }
  for (const mark of lines)
    if (mark.axis === axis)
      places.push({ at: mark.at, takes: 'both', guide: line(mark.at, start(artboard, other), end(artboard, other)) })
  return places
}

/** The edges of circles, for what is made larger round their centre: a ring that comes to another's radius. */
const rimsOf = ({ circles }: Targets, axis: Axis): Place[] =>
  circles.flatMap(({ x, y, radius }) =>
    [-radius, radius].map((by): Place => ({
      at: by + (axis === 'x' ? x : y),
      takes: 'edge',
      guide: () => ({ kind: 'circle', x, y, radius }),
    })),
  )

/** Two boxes side by side with nothing between them. */
interface Pair {
  readonly first: Box
  readonly second: Box
  readonly gap: number
}
/** More boxes than this are no row that somebody spaces by eye. */
const mostSpaced = 250
function pairsOf(boxes: readonly Box[], axis: Axis): Pair[] {
  if (boxes.length > mostSpaced) return []
  return boxes.flatMap((first) => {
    let nearest: Box | null = null
    for (const box of boxes)
      if (box !== first && meets(box, first, cross(axis)) && start(box, axis) >= end(first, axis))
        if (!nearest || start(box, axis) < start(nearest, axis)) nearest = box
    const gap = nearest ? start(nearest, axis) - end(first, axis) : 0
    return nearest && gap > 0 ? [{ first, second: nearest, gap }] : []
  })
}

const gapGuide = (axis: Axis, first: Box, second: Box): Guide => {
  const other = cross(axis)
  const from = Math.max(start(first, other), start(second, other))
  const to = Math.min(end(first, other), end(second, other))
  return { kind: 'gap', axis, from: end(first, axis), to: start(second, axis), at: (from + to) / 2 }
}

/** Where the moving box would stand with the same gap to its neighbours as there is elsewhere in the row. */
function spacings(box: Box, boxes: readonly Box[], pairs: readonly Pair[], axis: Axis, tolerance: number): Candidate[] {
  const other = cross(axis)
  const found: Candidate[] = []
  const add = (by: number, guides: Candidate['guides']): void => {
    if (Math.abs(by) <= tolerance) found.push({ by, rank: Math.abs(by) + tolerance * 0.3, guides })
  }
  const row = boxes.filter((it) => meets(it, box, other))
  const before = row.filter((it) => end(it, axis) <= start(box, axis) + tolerance)
  const after = row.filter((it) => start(it, axis) >= end(box, axis) - tolerance)
  const left = before.reduce<Box | null>((best, it) => (!best || end(it, axis) > end(best, axis) ? it : best), null)
  const right = after.reduce<Box | null>((best, it) => (!best || start(it, axis) < start(best, axis) ? it : best), null)
  if (left && right && start(right, axis) - end(left, axis) > end(box, axis) - start(box, axis))
    add((end(left, axis) + start(right, axis)) / 2 - middle(box, axis), (at) => [
      gapGuide(axis, left, at),
      gapGuide(axis, at, right),
    ])
  for (const { first, second, gap } of pairs) {
    if (!meets(first, box, other) || !meets(second, box, other)) continue
    add(end(second, axis) + gap - start(box, axis), (at) => [gapGuide(axis, first, second), gapGuide(axis, second, at)])
    add(start(first, axis) - gap - end(box, axis), (at) => [gapGuide(axis, at, first), gapGuide(axis, first, second)])
  }
  return found
}

/** A shift that brings a point onto a circle or a ray, and what is shown then. */
interface Round {
  readonly x: number
  readonly y: number
  readonly guides: (at: Point) => readonly Guide[]
}
const lengthOf = ({ x, y }: Point): number => Math.hypot(x, y)
const shorter = (best: Round | null, it: Round): Round => (best && lengthOf(best) <= lengthOf(it) ? best : it)
const circleGuide = ({ x, y, radius }: Circle): Guide => ({ kind: 'circle', x, y, radius })

/** The rays of the polar grid: a middle of all of them, and the way of each. */
interface Ray extends Point {
  readonly degrees: number
  readonly way: Point
}
function raysOf(circles: readonly Circle[]): Ray[] {
  const middles = new Map<string, Circle>()
  for (const circle of circles) if (circle.rays) middles.set(`${circle.x} ${circle.y} ${circle.rays}`, circle)
  return [...middles.values()].flatMap(({ x, y, rays = 360 }) =>
    Array.from({ length: Math.floor(360 / rays) }, (_, index): Ray => {
      const degrees = index * rays
      return { x, y, degrees, way: { x: Math.sin(radians(degrees)), y: -Math.cos(radians(degrees)) } }
    }),
  )
}
const rayGuide =
  ({ degrees }: Ray) =>
  ({ x, y }: Point): Guide[] => [{ kind: 'angle', x, y, radius: 0, degrees }]

/** The nearest place on a circle, on a ray, or where both cross; none at the very middle, where every way is as good. */
function nearestRound(at: Point, circles: readonly Circle[], rays: readonly Ray[], tolerance: number): Round | null {
  let best: Round | null = null
  let crossing: Round | null = null
  const take = (round: Round): void => {
    if (lengthOf(round) <= tolerance) best = shorter(best, round)
  }
  for (const circle of circles) {
    const [x, y] = [at.x - circle.x, at.y - circle.y]
    const far = Math.hypot(x, y)
    if (far < 1e-6) continue
    const by = circle.radius / far - 1
    take({ x: x * by, y: y * by, guides: () => [circleGuide(circle)] })
  }
  for (const ray of rays) {
    const along = (at.x - ray.x) * ray.way.x + (at.y - ray.y) * ray.way.y
    // Near the middle the rays lie closer together than a drag can tell.
    if (along < 4 * tolerance) continue
    const on = (length: number): Point => ({
      x: ray.x + ray.way.x * length - at.x,
      y: ray.y + ray.way.y * length - at.y,
    })
    take({ ...on(along), guides: rayGuide(ray) })
    for (const circle of circles) {
      if (circle.x !== ray.x || circle.y !== ray.y || Math.abs(circle.radius - along) > tolerance) continue
      const both = { ...on(circle.radius), guides: (it: Point) => [circleGuide(circle), ...rayGuide(ray)(it)] }
      if (lengthOf(both) <= tolerance) crossing = shorter(crossing, both)
    }
  }
  return crossing ?? best
}

/** The same where only one coordinate may still change: the other lies on a line already, or is held. */
function roundAlong(
  at: Point,
  free: Axis,
  circles: readonly Circle[],
  rays: readonly Ray[],
  tolerance: number,
): Round | null {
  const fixed = cross(free)
  let best: Round | null = null
  const take = (by: number, guides: Round['guides']): void => {
    if (Math.abs(by) > tolerance) return
    best = shorter(best, { x: free === 'x' ? by : 0, y: free === 'y' ? by : 0, guides })
  }
  for (const circle of circles) {
    const square = circle.radius ** 2 - (at[fixed] - circle[fixed]) ** 2
    // Where the line only grazes the circle, a hair's breadth decides over a long way.
    if (square < tolerance ** 2) continue
    for (const sign of [-1, 1]) take(circle[free] + sign * Math.sqrt(square) - at[free], () => [circleGuide(circle)])
  }
  for (const ray of rays) {
    if (Math.abs(ray.way[fixed]) < 1e-6) continue
    const along = (at[fixed] - ray[fixed]) / ray.way[fixed]
    if (along >= 4 * tolerance) take(ray[free] + along * ray.way[free] - at[free], rayGuide(ray))
  }
  return best
}

/** Something to ask at every move of a drag; what does not change during it is worked out once. */
export interface Snapper {
  /** How far to shift a dragged box so that it lies on something within `tolerance` units; along one axis only where the other is held. */
  readonly move: (moving: Moving, tolerance: number, held?: Axis | null) => Snap
  /** How far to shift the dragged edges of a box that is being resized. */
  readonly resize: (box: Box, edges: Edges, tolerance: number) => Snap
}
/** The edges that a handle drags: −1 left or top, 1 right or bottom, 0 neither. */
export interface Edges {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

/** The most lines shown at once along one axis: of a grid of hundreds, the nearest few say enough. */
const mostLines = 2

export function createSnapper(targets: Targets): Snapper {
  const places = { x: placesOf(targets, 'x'), y: placesOf(targets, 'y') }
  const rims = { x: rimsOf(targets, 'x'), y: rimsOf(targets, 'y') }
  const pairs = { x: pairsOf(targets.boxes, 'x'), y: pairsOf(targets.boxes, 'y') }
  const rays = raysOf(targets.circles)

  const best = (
    among: readonly Place[],
    own: readonly { at: number; is: 'edge' | 'middle' }[],
    tolerance: number,
  ): Candidate | null => {
    let found: Candidate | null = null
    for (const place of among)
      for (const { at, is } of own) {
        if (place.takes !== 'both' && place.takes !== is) continue
        const by = place.at - at
        if (Math.abs(by) > tolerance) continue
        // The middle wins a draw.
        const rank = Math.abs(by) - (is === 'middle' ? tolerance * 0.25 : 0)
        if (!found || rank < found.rank) found = { by, rank, guides: (box) => [place.guide(box)] }
      }
    return found
  }
  /** Every line that the shifted box lies on, lines at one place made one. */
  const linesOn = (
    among: readonly Place[],
    own: readonly { at: number; is: 'edge' | 'middle' }[],
    by: number,
    box: Box,
  ): Guide[] => {
    const byPlace = new Map<string, Guide>()
    for (const place of among)
      for (const { at, is } of own) {
        if ((place.takes !== 'both' && place.takes !== is) || Math.abs(place.at - at - by) > 0.005) continue
        const guide = place.guide(box)
        const key = guide.kind === 'line' ? `line ${place.at.toFixed(2)}` : JSON.stringify(guide)
        const there = byPlace.get(key)
        byPlace.set(
          key,
          there?.kind === 'line' && guide.kind === 'line'
            ? { ...there, from: Math.min(there.from, guide.from), to: Math.max(there.to, guide.to) }
            : guide,
        )
      }
    return [...byPlace.values()].slice(0, mostLines)
  }

  return {
    move({ box, centre }, tolerance, held = null) {
      const ownOf = (axis: Axis) => [
        { at: start(box, axis), is: 'edge' as const },
        { at: end(box, axis), is: 'edge' as const },
        { at: centre ? centre[axis] : middle(box, axis), is: 'middle' as const },
      ]
      const found = { x: null as Candidate | null, y: null as Candidate | null }
      const spaced = { x: [] as readonly Candidate[], y: [] as readonly Candidate[] }
      for (const axis of ['x', 'y'] as const) {
        if (held === axis) continue
        spaced[axis] = spacings(box, targets.boxes, pairs[axis], axis, tolerance)
        found[axis] = [best(places[axis], ownOf(axis), tolerance), ...spaced[axis]]
          .filter((it) => it !== null)
          .reduce<Candidate | null>((least, it) => (!least || it.rank < least.rank ? it : least), null)
      }
      const own = { x: centre?.x ?? middle(box, 'x'), y: centre?.y ?? middle(box, 'y') }
      const lined = { x: own.x + (found.x?.by ?? 0), y: own.y + (found.y?.by ?? 0) }
      const free = (['x', 'y'] as const).filter((axis) => !found[axis] && held !== axis)
      const round =
        free.length === 2
          ? nearestRound(own, targets.circles, rays, tolerance)
          : free[0]
            ? roundAlong(lined, free[0], targets.circles, rays, tolerance)
            : null
      const dx = (found.x?.by ?? 0) + (round?.x ?? 0)
      const dy = (found.y?.by ?? 0) + (round?.y ?? 0)
      const at = shiftedBox(box, dx, dy)
      const guides = (['x', 'y'] as const).flatMap((axis) => {
        const candidate = found[axis]
        if (!candidate) return []
        const lines = linesOn(places[axis], ownOf(axis), candidate.by, at)
        // A gap may come out equal where something else was snapped to: that is shown too.
        const gaps = spaced[axis].find(({ by }) => Math.abs(by - candidate.by) < 0.01)?.guides(at) ?? []
        return [...lines, ...gaps]
      })
      return { dx, dy, guides: [...guides, ...(round?.guides({ x: own.x + dx, y: own.y + dy }) ?? [])] }
    },
    resize(box, edges, tolerance) {
      const along = (axis: Axis): { by: number; guides: (at: Box) => readonly Guide[] } => {
        const side = edges[axis]
        if (side === 0) return { by: 0, guides: () => [] }
        const own = [{ at: side < 0 ? start(box, axis) : end(box, axis), is: 'edge' as const }]
        const among = [...places[axis], ...rims[axis]]
        const found = best(among, own, tolerance)
        return found ? { by: found.by, guides: (at) => linesOn(among, own, found.by, at) } : { by: 0, guides: () => [] }
      }
      const x = along('x')
      const y = along('y')
      const at = {
        left: box.left + (edges.x < 0 ? x.by : 0),
        right: box.right + (edges.x > 0 ? x.by : 0),
        top: box.top + (edges.y < 0 ? y.by : 0),
        bottom: box.bottom + (edges.y > 0 ? y.by : 0),
      }
      return { dx: x.by, dy: y.by, guides: [...x.guides(at), ...y.guides(at)] }
    },
  }
}

/** The spaces between one box and another, to be read: to the four sides where one lies within the other, else across the gap. */
export function distances(from: Box, to: Box): Guide[] {
  const within = (inner: Box, outer: Box): boolean =>
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  const sides = (inner: Box, outer: Box): Guide[] => {
    const { x, y } = boxCentre(inner)
    return [
      { kind: 'gap', axis: 'x', from: outer.left, to: inner.left, at: y },
      { kind: 'gap', axis: 'x', from: inner.right, to: outer.right, at: y },
      { kind: 'gap', axis: 'y', from: outer.top, to: inner.top, at: x },
      { kind: 'gap', axis: 'y', from: inner.bottom, to: outer.bottom, at: x },
    ]
  }
  const across = (axis: Axis): Guide[] => {
    const [first, second] = middle(from, axis) <= middle(to, axis) ? [from, to] : [to, from]
    if (end(first, axis) >= start(second, axis)) return []
    const at = meets(first, second, cross(axis)) ? gapGuide(axis, first, second) : null
    return [at ?? { kind: 'gap', axis, from: end(first, axis), to: start(second, axis), at: middle(from, cross(axis)) }]
  }
  const guides = within(from, to)
    ? sides(from, to)
    : within(to, from)
      ? sides(to, from)
      : [...across('x'), ...across('y')]
  return guides.filter((it) => it.kind === 'gap' && it.to - it.from > 0.05)
}
