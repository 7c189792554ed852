import {
  isKnownLayer,
  layerOf,
  type Color,
  type DesignDocument,
  type KnownLayer,
  type LayerOf,
  type Paint,
  type ShapeRing,
} from '../../core/designs/document'
import { palettes } from '../../core/designs/colors'
import { emptyDesign } from '../../core/designs/versions'
import { silhouetteOf } from '../../core/designs/silhouettes'

const side = 600
const middle = side / 2

/** An empty canvas in the first palette. */
export const blankDocument = (): DesignDocument => emptyDesign({ ...palettes[0]?.colors })

export const solid = (color: Color): Paint => ({ kind: 'solid', color })
const role = (name: string, shade?: number): Color => (shade ? { role: name, shade } : { role: name })
/** From its own colour at the top to darker, within one hue: how a field is lit, so that light letters are read all over it. */
const lit = (name: string): Paint => ({
  kind: 'linear',
  angle: 0,
  stops: [
    { offset: 0, color: role(name) },
    { offset: 1, color: role(name, -24) },
  ],
})

const known = ({ layers }: DesignDocument): KnownLayer[] => layers.filter(isKnownLayer)
const of = <Kind extends KnownLayer['kind']>(document: DesignDocument, kind: Kind): LayerOf<Kind>[] =>
  known(document).filter((layer): layer is LayerOf<Kind> => layer.kind === kind)
const placed = (name: string) => ({
  id: crypto.randomUUID(),
  name,
  x: middle,
  y: middle,
})
interface Room {
  readonly width: number
  readonly height: number
}
/** About the room that a layer takes round its centre; null for what others stand upon. */
function roomOf(layer: KnownLayer): Room | null {
  switch (layer.kind) {
    case 'glyph':
    case 'qr':
      return { width: layer.size, height: layer.size }
    case 'ribbon':
      return { width: layer.width, height: 1.4 * layer.height }
    case 'text': {
      const lines = layer.text.split('\n')
      const { size } = layer.lettering
      const asked = 0.65 * size * Math.max(...lines.map(({ length }) => length))
      const width = layer.boxWidth ?? Math.min(asked, layer.fitWidth ?? asked)
      return { width, height: size * layer.lineHeight * Math.max(lines.length, asked / Math.max(width, 1)) }
    }
    default:
      return null
  }
}

/** How far from the edge something new is put, and in which steps a place is looked for. */
const [air, step] = [50, 10]
/** The place nearest to `y` on the middle line (else beside it) that covers least of the words, symbols and codes that are there. */
function clearPlace(document: DesignDocument, { width, height }: Room, y = middle): { x: number; y: number } {
  const there = known(document).flatMap((layer) => {
    const room = layer.hidden ? null : roomOf(layer)
    return room ? [{ x: layer.x, y: layer.y, ...room }] : []
  })
  const covered = (at: { x: number; y: number }): number =>
    there.reduce((sum, it) => {
      const across = (it.width + width) / 2 - Math.abs(it.x - at.x)
      const down = (it.height + height) / 2 - Math.abs(it.y - at.y)
      return sum + Math.max(0, across) * Math.max(0, down)
    }, 0)
  const places = (length: number, from: number): number[] => {
    const free = Math.max(0, middle - air - length / 2)
    const all = Array.from(
      { length: 2 * Math.floor(free / step) + 1 },
      (_, at) => middle + (at - Math.floor(free / step)) * step,
    )
    return from < middle - free || from > middle + free ? all : [from, ...all]
  }
  let best = { x: middle, y, cost: covered({ x: middle, y }) }
  for (const x of places(width, middle))
    for (const row of places(height, y)) {
      // Of places that cover as much, the nearest; beside the middle line only where it wins much.
      const cost = covered({ x, y: row }) + Math.abs(row - y) + 3 * Math.abs(x - middle)
      if (cost < best.cost) best = { x, y: row, cost }
    }
  return { x: best.x, y: best.y }
}

/** On an empty canvas lettering must be dark to be seen at all. */
const onArt = (document: DesignDocument): Color => role(document.layers.length === 0 ? 'frame' : 'cream')

/** A light hairline just within the edge keeps a dark badge together on black pages. */
const hairline: ShapeRing = { pattern: 'solid', inset: 4, width: 4, gap: 0, paint: solid(role('cream')) }

/** A silhouette: the first fills the canvas and has a light hairline, the ones after it lie upon it in the other colour. */
export function newShape(document: DesignDocument, shape: string, name: string): LayerOf<'shape'> {
  const count = of(document, 'shape').length
  const aspect = silhouetteOf(shape)?.aspect ?? 1
  const longest = count === 0 ? 560 : count === 1 ? 420 : 220
  return layerOf({
    ...placed(name),
    kind: 'shape',
    shape,
    params: {},
    width: Math.round(aspect >= 1 ? longest : longest * aspect),
    height: Math.round(aspect >= 1 ? longest / aspect : longest),
    fill: count % 2 === 0 ? lit('field') : solid(role('frame')),
    stroke: null,
    rings: count === 0 ? [hairline] : [],
  })
}

/** A ring just within the edge, or within the innermost ring there is. */
export function newRing(document: DesignDocument, pattern: LayerOf<'ring'>['pattern'], name: string): LayerOf<'ring'> {
  const innermost = Math.min(282, ...of(document, 'ring').map(({ radius, width }) => radius - width / 2))
  const width = pattern === 'solid' ? 8 : 10
  return layerOf({
    ...placed(name),
    kind: 'ring',
    radius: Math.max(40, innermost - 18),
    width,
    paint: solid(role('accent')),
    pattern,
    gap: 0,
  })
}

export function newRibbon(style: string, text: string, name: string): LayerOf<'ribbon'> {
  return layerOf({
    ...placed(name),
    y: 440,
    kind: 'ribbon',
    style,
    width: 520,
    height: 92,
    sagitta: 0.08,
    grows: true,
    face: solid(role('accent')),
    tail: solid(role('accent', -34)),
    text,
    lettering: { family: 'Montserrat', weight: 800, size: 46, tracking: 0.1 },
    textPaint: solid(role('frame')),
  })
}

export function newText(document: DesignDocument, text: string, name: string, size = 64): LayerOf<'text'> {
  return layerOf({
    ...placed(name),
    ...clearPlace(document, { width: 0.65 * size * text.length, height: size }),
    kind: 'text',
    text,
    lettering: { family: 'Montserrat', weight: 800, size, tracking: 0.04 },
    paint: solid(onArt(document)),
    align: 'center',
    lineHeight: 1.15,
    stroke: null,
    fitWidth: null,
  })
}

export function newArcText(
  document: DesignDocument,
  text: string,
  name: string,
  part: 'top' | 'bottom' = 'top',
): LayerOf<'arcText'> {
  return layerOf({
    ...placed(name),
    kind: 'arcText',
    text,
    lettering: { family: 'Montserrat', weight: 800, size: 60, tracking: 0.08 },
    paint: solid(onArt(document)),
    // The baseline lies further out below, where the letters stand inwards.
    radius: part === 'top' ? 210 : 240,
    side: part,
    angle: 0,
    sweep: 200,
  })
}

/** `shift` is where the eye sees the glyph's middle, in shares of its size from the middle of its box: that is put on the place. */
export function newGlyph(
  document: DesignDocument,
  glyph: string,
  name: string,
  shift = { x: 0, y: 0 },
): LayerOf<'glyph'> {
  const duotone = glyph.startsWith('phosphor-duotone/')
  // Clear of the ribbon, where one lies across the lower half.
  const ribbons = of(document, 'ribbon').filter(({ y, height }) => y > middle && y - height < middle + 110)
  const lowest = Math.min(middle + 110, ...ribbons.map(({ y, height }) => y - 0.8 * height))
  const size = ribbons.length > 0 ? 190 : 220
  const place = clearPlace(document, { width: size, height: size }, Math.round(lowest - size / 2))
  const besides = (at: number, share: number): number => Math.round((at - share * size) * 10) / 10
  return layerOf({
    ...placed(name),
    x: besides(place.x, shift.x),
    y: besides(place.y, shift.y),
    kind: 'glyph',
    glyph,
    size,
    paint: solid(onArt(document)),
    paint2: duotone ? solid(role('accent')) : null,
  })
}

/** A picture no larger than it is, and no larger than most of the canvas. */
export function newPicture(
  picture: { sha256: string; width: number; height: number },
  name: string,
  at: { x: number; y: number } = { x: middle, y: middle },
): LayerOf<'picture'> {
  const scale = Math.min(1, 400 / Math.max(picture.width, picture.height))
  return layerOf({
    ...placed(name),
    x: Math.round(at.x),
    y: Math.round(at.y),
    kind: 'picture',
    sha256: picture.sha256,
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
    // A side that is pulled shows more or less of it, and distorts nothing.
    fit: 'cover',
  })
}

/** The next ring of a silhouette: first a rim, then a hairline within it, then beads, as badges are framed. */
export function newShapeRing({ length }: readonly ShapeRing[]): ShapeRing {
  const plain = { pattern: 'solid', gap: 0 } as const
  if (length === 0) return { ...plain, inset: 0, width: 20, paint: solid(role('frame')) }
  if (length === 2) return { pattern: 'bead', inset: 10, width: 10, gap: 0, paint: solid(role('cream')) }
  return { ...plain, inset: 8, width: 4, paint: solid(role('accent')) }
}

/** A silhouette that is a frame: three rings, from the rim inwards. */
export const newFrame = (document: DesignDocument, shape: string, name: string): LayerOf<'shape'> => {
  const rings: ShapeRing[] = []
  for (let at = 0; at < 3; at += 1) rings.push(newShapeRing(rings))
  return { ...newShape(document, shape, name), rings }
}

/** A code that leads to the page of each award, dark on white: that is read best. */
export const newQr = (document: DesignDocument, name: string): LayerOf<'qr'> =>
  layerOf({
    ...placed(name),
    ...clearPlace(document, { width: 200, height: 200 }),
    kind: 'qr',
    content: '{link}',
    size: 200,
    dark: role('frame', -40),
    light: { hex: '#ffffff' },
  })

/** Lines of text that break at a box. */
export const newBoxText = (document: DesignDocument, text: string, name: string): LayerOf<'text'> => ({
  ...newText(document, text, name, 36),
  ...clearPlace(document, { width: 360, height: 42 * Math.ceil(text.length / 16) }),
  boxWidth: 360,
})
