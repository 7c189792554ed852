import type { LayerOf, Lettering } from './document'
import { boxOf, corners, radians, rotated, shifted, type Box, type Point } from './geometry'

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

/** One run as it is drawn: the pen at `x`, `y`, turned by `rotation` degrees; `dx` is where it starts along its own baseline. */
export interface PlacedRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly rotation: number
  readonly dx: number
}
/** Lettering laid out round the layer's centre: the runs, the size that they are drawn in after fitting, and the box of the ink. */
export interface LetteringLayout {
  readonly runs: readonly PlacedRun[]
  readonly size: number
  readonly ink: Box
}

/** Scripts whose letters join or stack: cutting them apart would spoil the word, so whole words are placed. */
const joined =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Khmer}]/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const unitsOf = (text: string): string[] =>
  joined.test(text) ? text.split(/(?<=\s)/u) : Array.from(segmenter.segment(text), ({ segment }) => segment)

interface Unit {
  readonly text: string
  /** Where the unit begins along the line, kerning and tracking counted in. */
  readonly start: number
  readonly ink: Ink
}
/** The units of a line with their places; `width` has no tracking after the last letter. */
function unitsAlong(text: string, face: Lettering, measure: MeasureText): { units: Unit[]; width: number } {
  const extra = face.tracking * face.size
  const units: Unit[] = []
  let before = ''
  for (const [index, unit] of unitsOf(text).entries()) {
    const ink = measure(unit, face)
    const reach = measure(before + unit, face).advance
    units.push({ text: unit, start: reach - ink.advance + index * extra, ink })
    before += unit
  }
  const last = units.at(-1)
  return { units, width: last ? Math.max(0, last.start + last.ink.advance) : 0 }
}

const inkBox = (run: PlacedRun, ink: Ink): Box => {
  const local = { left: run.dx - ink.left, top: -ink.ascent, right: run.dx + ink.right, bottom: ink.descent }
  const placed = corners(local).map((corner) => shifted(rotated(corner, run.rotation), run.x, run.y))
  return boxOf(placed) ?? local
}
const inkOf = (runs: readonly { run: PlacedRun; ink: Ink }[], fallback: Box): Box =>
  boxOf(runs.filter(({ run }) => run.text.trim() !== '').flatMap(({ run, ink }) => corners(inkBox(run, ink)))) ??
  fallback

/** The height of capitals of a face. */
export const capHeight = (face: Pick<Lettering, 'family' | 'weight' | 'size'>, measure: MeasureText): number =>
  measure('H', face).ascent

/**
 * Straight text: lines centred round the layer by their capitals (top of the first line's capitals to the last baseline), so that
 * typing a letter with a tail moves nothing. Shrinks evenly to `fitWidth`.
 */
export function textLayout(layer: LayerOf<'text'>, measure: MeasureText): LetteringLayout {
  const lines = layer.text.split('\n')
  const widest = (face: Lettering): number => Math.max(0, ...lines.map((line) => lineWidth(line, face, measure)))
  const asked = widest(layer.lettering)
  const shrink = layer.fitWidth !== null && asked > layer.fitWidth && asked > 0 ? layer.fitWidth / asked : 1
  const face = { ...layer.lettering, size: layer.lettering.size * shrink }
  const width = asked * shrink
  const caps = capHeight(face, measure)
  const step = face.size * layer.lineHeight
  const top = -(caps + step * (lines.length - 1)) / 2
  const placed: { run: PlacedRun; ink: Ink }[] = []
  lines.forEach((line, row) => {
    const own = lineWidth(line, face, measure)
    const start = layer.align === 'left' ? -width / 2 : layer.align === 'right' ? width / 2 - own : -own / 2
    const y = top + caps + row * step
    if (face.tracking === 0 || joined.test(line))
      placed.push({ run: { text: line, x: start, y, rotation: 0, dx: 0 }, ink: measure(line, face) })
    else
      for (const unit of unitsAlong(line, face, measure).units)
        placed.push({
          run: { text: unit.text, x: start + unit.start, y, rotation: 0, dx: 0 },
          ink: unit.ink,
        })
  })
  const fallback = { left: -face.size / 2, top: -caps / 2, right: face.size / 2, bottom: caps / 2 }
  return { runs: placed.map(({ run }) => run), size: face.size, ink: inkOf(placed, fallback) }
}

const lineWidth = (line: string, face: Lettering, measure: MeasureText): number =>
  face.tracking === 0 || joined.test(line) ? measure(line, face).advance : unitsAlong(line, face, measure).width

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

/**
 * Letters on an arc, each upright on its own tangent. Spacing is measured on the inner edge of the letters (the baseline above,
 * the top of the capitals below), so that neighbours never touch; too long a text shrinks to its sweep instead of running over
 * its own beginning, as text on a path does in fabric.
 */
export function lettersOnArc(arc: ArcText, measure: MeasureText): LetteringLayout {
  const line = arc.text.replaceAll('\n', ' ')
  const asked = unitsAlong(line, arc.lettering, measure)
  const most = radians(arc.sweep)
  // Below, the baseline is the outer edge: the inner edge moves inwards with the size, which the fit counts in.
  const inwards = arc.side === 'bottom' ? capHeight(arc.lettering, measure) : 0
  const angleOf = (scale: number): number => (scale * asked.width) / Math.max(1e-6, arc.radius - scale * inwards)
  const fitted = (most * arc.radius) / (asked.width + most * inwards)
  const fits = arc.radius - inwards > 0 && angleOf(1) <= most
  const scale = fits || asked.width === 0 ? 1 : Math.max(0.001, fitted)
  const face = { ...arc.lettering, size: arc.lettering.size * scale }
  const inner = Math.max(1e-6, arc.radius - scale * inwards)
  const { units, width } = scale === 1 ? asked : unitsAlong(line, face, measure)
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
  const fallback = {
    left: arc.centre.x + middle.x - half,
    top: arc.centre.y + middle.y - half,
    right: arc.centre.x + middle.x + half,
    bottom: arc.centre.y + middle.y + half,
  }
  return { runs: placed.map(({ run }) => run), size: face.size, ink: inkOf(placed, fallback) }
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
