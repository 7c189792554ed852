import type { LayerOf, Lettering, TextSpan } from './document'
import { boxOf, corners, radians, rotated, shifted, type Box, type Point } from './geometry'
import { brokenLines, typedLines } from './line-breaking'
import { inReadingOrder, joins, lettersIn, runsLeft, type Piece } from './reading-order'
import { styleAt } from './text-spans'

/** Measures of a run of letters in units: `advance` to the next letter; ink to the left and right of the pen, above and below the baseline. */
export interface Ink {
  readonly advance: number
  readonly left: number
  readonly right: number
  readonly ascent: number
  readonly descent: number
}
/** Measures letters in a face; handed in by the drawing, since only a canvas can. The face must be loaded before (trap 1 of fabric). */
export type MeasureText = (text: string, face: Pick<Lettering, 'family' | 'weight' | 'size'>) => Ink

/** What letters of box text have of their own. */
export type SpanOfRun = Pick<TextSpan, 'weight' | 'paint'>
/** One run as it is drawn: the pen at `x`, `y`, turned by `rotation` degrees; `dx` is where it starts along its own baseline. */
export interface PlacedRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly rotation: number
  readonly dx: number
  readonly span?: SpanOfRun
}
/** Lettering laid out round the layer's centre: the runs, the size that they are drawn in after fitting, and the box of the ink. */
export interface LetteringLayout {
  readonly runs: readonly PlacedRun[]
  readonly size: number
  readonly ink: Box
}

interface Unit {
  readonly text: string
  /** Where the unit begins along the line, kerning and tracking counted in. */
  readonly start: number
  readonly ink: Ink
  readonly span: SpanOfRun | null
}
type SpanAt = (at: number) => SpanOfRun | null
const plain: SpanAt = () => null

/** The units of a line from left to right with their places; `width` has no tracking after the last letter. */
function unitsAlong(
  line: Piece,
  face: Lettering,
  measure: MeasureText,
  whole: boolean,
  spanAt: SpanAt,
): { units: Unit[]; width: number } {
  const extra = face.tracking * face.size
  const isMixed = runsLeft(line.text)
  const differs = (at: number): boolean => at > line.at && spanAt(at) !== spanAt(at - 1)
  const pieces = whole && !isMixed ? sameLook(line, differs) : inReadingOrder(line, whole, differs)
  const units: Unit[] = []
  let [from, before, count] = [0, '', 0]
  let span: SpanOfRun | null = null
  for (const { text, at } of pieces) {
    const last = units.at(-1)
    const own = spanAt(at)
    if (last && (own !== span || isMixed)) {
      // Letters are kerned only against those of their own look that are read before them.
      ;[from, before, count] = [last.start + last.ink.advance + extra, '', 0]
    }
    span = own
    const itsFace = { ...face, weight: own?.weight ?? face.weight }
    const ink = measure(text, itsFace)
    const reach = before === '' ? ink.advance : measure(before + text, itsFace).advance
    units.push({ text, start: from + reach - ink.advance + count * extra, ink, span: own })
    before += text
    count++
  }
  const last = units.at(-1)
  return { units, width: last ? Math.max(0, last.start + last.ink.advance) : 0 }
}

/** A line cut only where its look changes. */
function sameLook(line: Piece, differs: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = []
  for (const { text, at } of lettersIn(line.text, line.at)) {
    const last = pieces.at(-1)
    if (last && !differs(at)) pieces[pieces.length - 1] = { ...last, text: last.text + text }
    else pieces.push({ text, at })
  }
  return pieces
}

const inkBox = (run: PlacedRun, ink: Ink): Box => {
  const local = { left: run.dx - ink.left, top: -ink.ascent, right: run.dx + ink.right, bottom: ink.descent }
  const placed = corners(local).map((corner) => shifted(rotated(corner, run.rotation), run.x, run.y))
  return boxOf(placed) ?? local
}
/** What is seen: the runs that have ink, and the box round it. */
function seen(placed: readonly { run: PlacedRun; ink: Ink }[], size: number, fallback: Box): LetteringLayout {
  const inked = placed.filter(({ run }) => run.text.trim() !== '')
  return {
    runs: inked.map(({ run }) => run),
    size,
    ink: boxOf(inked.flatMap(({ run, ink }) => corners(inkBox(run, ink)))) ?? fallback,
  }
}

/** The height of capitals of a face. */
export const capHeight = (face: Pick<Lettering, 'family' | 'weight' | 'size'>, measure: MeasureText): number =>
  measure('H', face).ascent

/** True where a line is drawn in one run, letters as the face sets them. */
const inOneRun = (line: string, face: Lettering): boolean => face.tracking === 0 || joins(line)

/** Remembers what the letters have of their own, so that equal looks are the same object. */
function spansOf(layer: LayerOf<'text'>): SpanAt {
  if (layer.boxWidth === null || layer.spans.length === 0) return plain
  const known = new Map<string, SpanOfRun | null>()
  return (at) => {
    const style = styleAt(layer.spans, at)
    const key = JSON.stringify([style.weight, style.paint])
    const there = known.get(key)
    if (there !== undefined) return there
    const made = style.weight === undefined && style.paint === undefined ? null : style
    known.set(key, made)
    return made
  }
}

/**
 * Straight text: lines centred round the layer by their capitals (top of the first line's capitals to the last baseline), so that
 * typing a letter with a tail moves nothing. Point text shrinks evenly to `fitWidth`; box text is broken at `boxWidth`, which is
 * then as wide as it stands, and its letters may differ. Right-to-left scripts are set from the right (see `inReadingOrder`).
 */
export function textLayout(layer: LayerOf<'text'>, measure: MeasureText): LetteringLayout {
  const spanAt = spansOf(layer)
  const along = (line: Piece, face: Lettering): { units: Unit[]; width: number } => {
    const whole = inOneRun(line.text, face)
    return unitsAlong(line, whole ? { ...face, tracking: 0 } : face, measure, whole, spanAt)
  }
  const box = layer.boxWidth
  const typed = typedLines(layer.text)
  const lines = box === null ? typed : brokenLines(typed, box, (line) => along(line, layer.lettering).width)
  const asked = Math.max(0, ...lines.map((line) => along(line, layer.lettering).width))
  const shrink = box === null && layer.fitWidth !== null && asked > layer.fitWidth ? layer.fitWidth / asked : 1
  const face = { ...layer.lettering, size: layer.lettering.size * shrink }
  const width = box ?? asked * shrink
  const caps = capHeight(face, measure)
  const step = face.size * layer.lineHeight
  const top = -(caps + step * (lines.length - 1)) / 2
  const placed = lines.flatMap((line, row) => {
    const { units, width: own } = along(line, face)
    const start = layer.align === 'left' ? -width / 2 : layer.align === 'right' ? width / 2 - own : -own / 2
    const y = top + caps + row * step
    return units.map(({ text, start: at, ink, span }) => ({
      run: { text, x: start + at, y, rotation: 0, dx: 0, ...(span ? { span } : {}) },
      ink,
    }))
  })
  return seen(placed, face.size, { left: -face.size / 2, top: -caps / 2, right: face.size / 2, bottom: caps / 2 })
}

/** How much of its sweep arc text may take. */
export const arcFill = 0.95

/** What is set along an arc: a circle of `radius` round `centre`, the middle of the text at `angle` degrees (0 = top). */
export interface ArcText {
  readonly text: string
  readonly lettering: Lettering
  readonly centre: Point
  readonly radius: number
  readonly angle: number
  readonly side: 'top' | 'bottom'
  /** The most that the text may take, in degrees. */
  readonly sweep: number
}

/** A text as one line, letter by letter (words of joined scripts whole), from left to right. */
const lettersAlong = (text: string, face: Lettering, measure: MeasureText): { units: Unit[]; width: number } =>
  unitsAlong({ text: text.replaceAll('\n', ' '), at: 0 }, face, measure, false, plain)

/**
 * Letters on an arc, each upright on its own tangent. Spacing is measured on the inner edge of the letters (the baseline above,
 * the top of the capitals below), so that neighbours never touch; too long a text shrinks to its sweep instead of running over
 * its own beginning, as text on a path does in fabric.
 */
export function lettersOnArc(arc: ArcText, measure: MeasureText): LetteringLayout {
  const asked = lettersAlong(arc.text, arc.lettering, measure)
  const most = radians(arc.sweep)
  // Below, the baseline is the outer edge: the inner edge moves inwards with the size, which the fit counts in.
  const inwards = arc.side === 'bottom' ? capHeight(arc.lettering, measure) : 0
  const angleOf = (scale: number): number => (scale * asked.width) / Math.max(1e-6, arc.radius - scale * inwards)
  const fitted = (most * arc.radius) / (asked.width + most * inwards)
  const fits = arc.radius - inwards > 0 && angleOf(1) <= most
  const scale = fits || asked.width === 0 ? 1 : Math.max(0.001, fitted)
  const face = { ...arc.lettering, size: arc.lettering.size * scale }
  const inner = Math.max(1e-6, arc.radius - scale * inwards)
  const { units, width } = scale === 1 ? asked : lettersAlong(arc.text, face, measure)
  const placed = units.map((unit) => {
    const along = unit.start + unit.ink.advance / 2 - width / 2
    const degrees = ((along / inner) * 180) / Math.PI
    // A bottom arc runs anticlockwise, so that it reads from left to right.
    const from = arc.side === 'top' ? arc.angle + degrees : arc.angle + 180 - degrees
    const pen = rotated({ x: 0, y: -arc.radius }, from)
    const run: PlacedRun = {
      text: unit.text,
      x: arc.centre.x + pen.x,
      y: arc.centre.y + pen.y,
      rotation: arc.side === 'top' ? from : from + 180,
      dx: -unit.ink.advance / 2,
    }
    return { run, ink: unit.ink }
  })
  const middle = rotated({ x: 0, y: arc.side === 'top' ? -arc.radius : arc.radius }, arc.angle)
  const half = face.size / 2
  return seen(placed, face.size, {
    left: arc.centre.x + middle.x - half,
    top: arc.centre.y + middle.y - half,
    right: arc.centre.x + middle.x + half,
    bottom: arc.centre.y + middle.y + half,
  })
}

/** Letters in the middle of an open line of points, each on the line's own direction there; too long a text shrinks to the line. */
export function lettersOnCurve(
  text: string,
  lettering: Lettering,
  curve: readonly Point[],
  measure: MeasureText,
): LetteringLayout {
  const starts = [0]
  curve.slice(1).forEach((point, index) => {
    const from = curve[index] ?? point
    starts.push((starts.at(-1) ?? 0) + Math.hypot(point.x - from.x, point.y - from.y))
  })
  const length = starts.at(-1) ?? 0
  const asked = lettersAlong(text, lettering, measure)
  const scale = asked.width > length && asked.width > 0 ? Math.max(0.001, length / asked.width) : 1
  const face = { ...lettering, size: lettering.size * scale }
  const { units, width } = scale === 1 ? asked : lettersAlong(text, face, measure)
  const placeAt = (along: number): Point => {
    const held = Math.min(length, Math.max(0, along))
    const index = Math.max(
      1,
      starts.findIndex((it) => it >= held),
    )
    const [from, to] = [curve[index - 1] ?? { x: 0, y: 0 }, curve[index] ?? { x: 0, y: 0 }]
    const part = (held - (starts[index - 1] ?? 0)) / Math.max(1e-6, (starts[index] ?? 0) - (starts[index - 1] ?? 0))
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
  }
  const placed = units.map(({ text: letters, start, ink }) => {
    const along = (length - width) / 2 + start + ink.advance / 2
    const pen = placeAt(along)
    // The direction under the whole letter, so that a small wave does not shake it.
    const [before, after] = [placeAt(along - ink.advance / 2), placeAt(along + ink.advance / 2)]
    const rotation = (Math.atan2(after.y - before.y, after.x - before.x) * 180) / Math.PI
    return { run: { text: letters, x: pen.x, y: pen.y, rotation, dx: -ink.advance / 2 }, ink }
  })
  const middle = placeAt(length / 2)
  const half = face.size / 2
  return seen(placed, face.size, {
    left: middle.x - half,
    top: middle.y - half,
    right: middle.x + half,
    bottom: middle.y + half,
  })
}

/** An arc text layer laid out round its own centre, shrunk to 95 % of its sweep where it is too long. */
export const arcTextLayout = (layer: LayerOf<'arcText'>, measure: MeasureText): LetteringLayout =>
  lettersOnArc(
    {
      text: layer.text,
      lettering: layer.lettering,
      centre: { x: 0, y: 0 },
      radius: layer.radius,
      angle: layer.angle,
      side: layer.side,
      sweep: layer.sweep * arcFill,
    },
    measure,
  )
