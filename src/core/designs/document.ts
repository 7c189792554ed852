import { z } from 'zod'

/**
 * The design document: what a badge looks like, as plain versioned JSON. It is the truth; everything that draws is a view.
 *
 * Units: the artboard is `size` × `size` units (600) with the origin at its top left and y downwards; one unit is one pixel of
 * the final picture. Every layer is placed by its centre; angles are degrees clockwise. Layers are drawn in order, the first lowest.
 */

/** The version that this program writes. Older documents are brought here by `versions.ts`; newer ones are refused. */
export const documentVersion = 1

const hex = z.string().regex(/^#[0-9a-f]{6}$/i)
const number = z.number().min(-10_000).max(10_000)
const length = z.number().min(0).max(4096)

/** A colour by brand role, so that a design can be recoloured whole; `shade` −100 (black) … 100 (white) moves it; or a plain colour. */
export const color = z.union([
  z.object({ role: z.string().min(1).max(40), shade: z.number().min(-100).max(100).optional() }),
  z.object({ hex }),
])
export type Color = z.infer<typeof color>

export const stop = z.object({ offset: z.number().min(0).max(1), color, opacity: z.number().min(0).max(1).optional() })
/** What fills a face or a line. A linear gradient at angle 0 runs from top to bottom; a radial one from the centre outwards. */
export const paint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('solid'), color }),
  z.object({ kind: z.literal('linear'), angle: number, stops: z.array(stop).min(2).max(8) }),
  z.object({ kind: z.literal('radial'), stops: z.array(stop).min(2).max(8) }),
])
export type Paint = z.infer<typeof paint>

export const stroke = z.object({ paint, width: length, dash: z.array(length).max(8).optional() })
export type Stroke = z.infer<typeof stroke>

/** Lettering: `tracking` is extra space per letter as a share of the size (0.1 = a tenth). */
export const lettering = z.object({
  family: z.string().min(1).max(100),
  weight: z.int().min(100).max(900),
  size: z.number().min(1).max(1000),
  tracking: z.number().min(-0.2).max(2).default(0),
})
export type Lettering = z.infer<typeof lettering>

const common = {
  id: z.string().min(1).max(64),
  name: z.string().max(120),
  x: number,
  y: number,
  rotation: number.default(0),
  opacity: z.number().min(0).max(1).default(1),
  hidden: z.boolean().default(false),
  locked: z.boolean().default(false),
}

/** A parametric silhouette: `shape` names a row of `silhouettes.ts`, `params` its numbers (points, depth, corner …). */
export const shapeLayer = z.object({
  ...common,
  kind: z.literal('shape'),
  shape: z.string().min(1).max(40),
  params: z.record(z.string(), z.number()).default({}),
  width: length,
  height: length,
  fill: paint.nullable(),
  stroke: stroke.nullable(),
})
/** A ring round the layer's centre: `radius` is to the middle of its `width`. */
export const ringLayer = z.object({
  ...common,
  kind: z.literal('ring'),
  radius: length,
  width: length,
  paint,
  pattern: z.enum(['solid', 'dash', 'bead', 'rope']).default('solid'),
  gap: z.number().min(0).max(200).default(0),
})
/** A ribbon bent on a gentle arc; `sagitta` is the arc's height as a share of the width (negative bends up at the ends). */
export const ribbonLayer = z.object({
  ...common,
  kind: z.literal('ribbon'),
  style: z.string().min(1).max(40).default('folded'),
  width: length,
  height: length,
  sagitta: z.number().min(-0.5).max(0.5),
  face: paint,
  tail: paint,
  text: z.string().max(200),
  lettering,
  textPaint: paint,
})
export const textLayer = z.object({
  ...common,
  kind: z.literal('text'),
  text: z.string().max(500),
  lettering,
  paint,
  align: z.enum(['left', 'center', 'right']).default('center'),
  lineHeight: z.number().min(0.5).max(4).default(1.15),
  stroke: stroke.nullable().default(null),
  /** Shrinks the lettering so that no line is wider; null = as large as asked. */
  fitWidth: length.nullable().default(null),
})
/** Text on a circle round the layer's centre: `radius` to the baseline, `angle` of its middle (0 = top), letters upright on either side. Shrinks to 95 % of the arc it may take (`sweep` degrees). */
export const arcTextLayer = z.object({
  ...common,
  kind: z.literal('arcText'),
  text: z.string().max(200),
  lettering,
  paint,
  radius: length,
  side: z.enum(['top', 'bottom']),
  angle: number.default(0),
  sweep: z.number().min(10).max(350).default(200),
})
/** A glyph of the packed sets, by `set/name`; `paint2` colours the second tone of a duotone glyph. */
export const glyphLayer = z.object({
  ...common,
  kind: z.literal('glyph'),
  glyph: z.string().min(1).max(120),
  size: length,
  paint,
  paint2: paint.nullable().default(null),
})
/** A kept picture by its hash (`pictures.read`). */
export const pictureLayer = z.object({
  ...common,
  kind: z.literal('picture'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: length,
  height: length,
  clip: z.enum(['none', 'circle']).default('none'),
})
/** A layer of a later version or another program: kept whole, drawn as a locked placeholder. */
export const unknownLayer = z.looseObject({ id: z.string().min(1).max(64), kind: z.string().max(60) })

const knownLayer = z.discriminatedUnion('kind', [
  shapeLayer,
  ringLayer,
  ribbonLayer,
  textLayer,
  arcTextLayer,
  glyphLayer,
  pictureLayer,
])
const knownKinds = new Set<string>(['shape', 'ring', 'ribbon', 'text', 'arcText', 'glyph', 'picture'])
export const layer = z.union([
  knownLayer,
  unknownLayer.refine((it) => !knownKinds.has(it.kind), 'a known kind with wrong fields'),
])

export type KnownLayer = z.infer<typeof knownLayer>
export type UnknownLayer = z.infer<typeof unknownLayer>
export type Layer = KnownLayer | UnknownLayer
export type LayerOf<Kind extends KnownLayer['kind']> = Extract<KnownLayer, { kind: Kind }>

/** True for a layer that this version can draw and edit. */
export const isKnownLayer = (it: Layer): it is KnownLayer => knownKinds.has(it.kind)

export const design = z.object({
  version: z.literal(documentVersion),
  size: z.literal(600),
  /** Brand roles: field, frame, accent, cream and whatever a brand adds. */
  palette: z.record(z.string().min(1).max(40), hex),
  layers: z.array(layer).max(1000),
})
export type DesignDocument = z.infer<typeof design>
