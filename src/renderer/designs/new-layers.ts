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
/** From a little lighter at the top to darker, within one hue: how a field is lit. */
const lit = (name: string): Paint => ({
  kind: 'linear',
  angle: 0,
  stops: [
    { offset: 0, color: role(name, 8) },
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
/** On an empty canvas lettering must be dark to be seen at all. */
const onArt = (document: DesignDocument): Color => role(document.layers.length === 0 ? 'frame' : 'cream')

/** A silhouette: the first fills the canvas, the ones after it lie upon it in the other colour. */
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
    lettering: { family: 'Montserrat', weight: 800, size: 44, tracking: 0.15 },
    paint: solid(onArt(document)),
    // The baseline lies further out below, where the letters stand inwards.
    radius: part === 'top' ? 210 : 240,
    side: part,
    angle: 0,
    sweep: 180,
  })
}

export function newGlyph(document: DesignDocument, glyph: string, name: string): LayerOf<'glyph'> {
  const duotone = glyph.startsWith('phosphor-duotone/')
  // Clear of the ribbon, where one lies across the lower half.
  const ribbons = of(document, 'ribbon').filter(({ y, height }) => y > middle && y - height < middle + 110)
  const lowest = Math.min(middle + 110, ...ribbons.map(({ y, height }) => y - 0.8 * height))
  const size = ribbons.length > 0 ? 190 : 220
  return layerOf({
    ...placed(name),
    y: Math.round(lowest - size / 2),
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
export const newQr = (name: string): LayerOf<'qr'> =>
  layerOf({
    ...placed(name),
    kind: 'qr',
    content: '{link}',
    size: 200,
    dark: role('frame', -40),
    light: { hex: '#ffffff' },
  })

/** Lines of text that break at a box. */
export const newBoxText = (document: DesignDocument, text: string, name: string): LayerOf<'text'> => ({
  ...newText(document, text, name, 36),
  boxWidth: 360,
})
