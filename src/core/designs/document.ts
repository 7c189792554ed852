import { z } from 'zod'

/**
 * The design document: what a badge looks like, as plain versioned JSON. It is the truth; everything that draws is a view.
 *
 * Units: the artboard is `size` × `size` units (600) with the origin at its top left and y downwards; one unit is one pixel of
 * the final picture. Every layer is placed by its centre; angles are degrees clockwise. Layers are drawn in order, the first lowest.
 */

/** The version that this program writes. Older documents are brought here by `versions.ts`; newer ones are refused. */
export const documentVersion = 2

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
/**
 * What fills a face or a line. A linear gradient at angle 0 runs from top to bottom; a radial one from the centre outwards; a
 * conic one clockwise round the middle from `angle` (0 = top), as light falls on brushed metal.
 */
export const paint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('solid'), color }),
  z.object({ kind: z.literal('linear'), angle: number, stops: z.array(stop).min(2).max(8) }),
  z.object({ kind: z.literal('radial'), stops: z.array(stop).min(2).max(8) }),
  z.object({ kind: z.literal('conic'), angle: number, stops: z.array(stop).min(2).max(16) }),
])
export type Paint = z.infer<typeof paint>

export const stroke = z.object({ paint, width: length, dash: z.array(length).max(8).optional() })
export type Stroke = z.infer<typeof stroke>

/**
 * One effect of a layer's stack, drawn in the order of the list. Lengths in units, so that an effect looks the same at every zoom
 * and in every export.
 * - `shadow`: the layer's own outline behind it, moved by `dx`, `dy`; `blur` 0 gives a hard one.
 * - `outline`: a line of `width` outside of the whole layer, behind it.
 * - `bevel`: a lit and a shaded edge of `width` inside the outline; the light comes from `angle` (0 = top).
 * - `gloss`: a light lens over the upper `height` (share of the layer).
 * - `stitch`: a dashed thread `inset` inside the outline.
 */
export const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shadow'),
    dx: number,
    dy: number,
    blur: z.number().min(0).max(100),
    color,
    opacity: z.number().min(0).max(1),
  }),
  z.object({ kind: z.literal('outline'), width: length, color }),
  z.object({
    kind: z.literal('bevel'),
    width: z.number().min(0).max(60),
    angle: number,
    light: z.number().min(0).max(1),
    shade: z.number().min(0).max(1),
  }),
  z.object({ kind: z.literal('gloss'), height: z.number().min(0.05).max(1), opacity: z.number().min(0).max(1) }),
  z.object({
    kind: z.literal('stitch'),
    inset: z.number().min(0).max(200),
    width: z.number().min(0.2).max(30),
    dash: z.number().min(0.5).max(100),
    gap: z.number().min(0.5).max(100),
    color,
  }),
])
export type Effect = z.infer<typeof effect>

/** One filter of a picture, applied in the order of the list to its pixels; the kept picture itself is never changed. */
export const filter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('greyscale'), amount: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('contrast'), amount: z.number().min(-1).max(1) }),
  z.object({ kind: z.literal('brightness'), amount: z.number().min(-1).max(1) }),
  /** `radius` in units of the artboard. */
  z.object({ kind: z.literal('blur'), radius: z.number().min(0).max(60) }),
  z.object({ kind: z.literal('duotone'), dark: color, light: color }),
  /** Takes a flat ground away: every pixel like `color` (null = like the picture's corners) that is joined to its edge. */
  z.object({ kind: z.literal('removeBackground'), color: hex.nullable(), tolerance: z.number().min(0).max(1) }),
])
export type Filter = z.infer<typeof filter>

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
  /** The id of the group that the layer belongs to. */
  parent: z.string().min(1).max(64).nullable().default(null),
  effects: z.array(effect).max(8).default([]),
  /** The levels of the design (by id) that show this layer; null = all of them. */
  levels: z.array(z.string().min(1).max(64)).max(20).nullable().default(null),
}

/** A mark that goes round: a plain line, dashes, beads or a laid rope. `gap` between marks; 0 takes what suits the width. */
const pattern = z.enum(['solid', 'dash', 'bead', 'rope'])

/** One of a silhouette's rings, following its outline. `inset` is the space to the ring outside of it, or to the edge. */
export const shapeRing = z.object({
  inset: z.number().min(0).max(300),
  width: z.number().min(0.2).max(150),
  pattern: pattern.default('solid'),
  gap: z.number().min(0).max(200).default(0),
  paint,
})
export type ShapeRing = z.infer<typeof shapeRing>

/** A silhouette by name with its numbers, as a shape layer has it. */
export const silhouetteChoice = z.object({
  shape: z.string().min(1).max(40),
  params: z.record(z.string(), z.number()).default({}),
})

/** A parametric silhouette: `shape` names a row of `silhouettes.ts`, `params` its numbers (points, depth, corner …). `rings` from the edge inwards. */
export const shapeLayer = z.object({
  ...common,
  ...silhouetteChoice.shape,
  kind: z.literal('shape'),
  width: length,
  height: length,
  fill: paint.nullable(),
  stroke: stroke.nullable(),
  rings: z.array(shapeRing).max(6).default([]),
})
/** A ring round the layer's centre: `radius` is to the middle of its `width`. */
export const ringLayer = z.object({
  ...common,
  kind: z.literal('ring'),
  radius: length,
  width: length,
  paint,
  pattern: pattern.default('solid'),
  gap: z.number().min(0).max(200).default(0),
})
/**
 * A ribbon bent on a gentle arc; `sagitta` is the arc's height as a share of the width (negative bends up at the ends). One that
 * `grows` is as wide as its text needs, at least `width` and at most the artboard; after that the text shrinks.
 */
export const ribbonLayer = z.object({
  ...common,
  kind: z.literal('ribbon'),
  style: z.string().min(1).max(40).default('folded'),
  width: length,
  height: length,
  sagitta: z.number().min(-0.5).max(0.5),
  grows: z.boolean().default(false),
  face: paint,
  tail: paint,
  text: z.string().max(200),
  lettering,
  textPaint: paint,
})
/** Letters from `start` to before `end` (UTF-16 units) that differ from the rest of their text. */
export const textSpan = z.object({
  start: z.int().min(0).max(500),
  end: z.int().min(0).max(500),
  weight: z.int().min(100).max(900).optional(),
  paint: paint.optional(),
})
export type TextSpan = z.infer<typeof textSpan>
/** Straight text. With a `boxWidth` it is box text: lines break there, and letters may differ (`spans`); without, point text. */
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
  boxWidth: length.nullable().default(null),
  spans: z.array(textSpan).max(100).default([]),
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
  stroke: stroke.nullable().default(null),
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
/**
 * A kept picture by its hash (`pictures.read`), in a frame of `width` × `height`. `crop` is the part of the picture shown, in shares
 * of its sides (null = all); `fit` lays that part into the frame; `clip` cuts the frame to a silhouette.
 */
export const pictureLayer = z.object({
  ...common,
  kind: z.literal('picture'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: length,
  height: length,
  crop: z
    .object({
      x: z.number().min(0).max(1),
      y: z.number().min(0).max(1),
      width: z.number().min(0.001).max(1),
      height: z.number().min(0.001).max(1),
    })
    .nullable()
    .default(null),
  fit: z.enum(['stretch', 'cover', 'contain']).default('stretch'),
  clip: silhouetteChoice.nullable().default(null),
  filters: z.array(filter).max(8).default([]),
})
/**
 * A QR code (ISO/IEC 18004) of `content`, which may hold merge fields ({link} is the award's public page). `size` counts the quiet
 * zone in; `quiet` is its width in modules (the standard asks for 4); without a `light` the ground shows through.
 */
export const qrLayer = z.object({
  ...common,
  kind: z.literal('qr'),
  content: z.string().max(1000),
  size: length,
  dark: color,
  light: color.nullable(),
  quiet: z.int().min(0).max(8).default(4),
  level: z.enum(['L', 'M', 'Q', 'H']).default('M'),
})
/**
 * A group: the layers whose `parent` it is, standing together directly beneath it in the drawing order. It holds no transform of its
 * own (moving it moves them), but opacity, effects, hiding and locking count for all of them. With `mask`, its lowest member is a
 * window: only what lies within that one's ink is seen of the others.
 */
export const groupLayer = z.object({ ...common, kind: z.literal('group'), mask: z.boolean().default(false) })
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
  qrLayer,
  groupLayer,
])
const knownKinds = new Set<string>(knownLayer.options.map(({ shape }) => shape.kind.value))
export const layer = z.union([
  knownLayer,
  unknownLayer.refine((it) => !knownKinds.has(it.kind), 'a known kind with wrong fields'),
])

export type KnownLayer = z.infer<typeof knownLayer>
export type UnknownLayer = z.infer<typeof unknownLayer>
export type Layer = KnownLayer | UnknownLayer
export type LayerOf<Kind extends KnownLayer['kind']> = Extract<KnownLayer, { kind: Kind }>

/** A layer with every field that has a default filled in. @throws ZodError where a field does not fit. */
export const layerOf = <Kind extends KnownLayer['kind']>(
  fields: Extract<z.input<typeof knownLayer>, { kind: Kind }>,
): LayerOf<Kind> => knownLayer.parse(fields) as LayerOf<Kind>

/** True for a layer that this version can draw and edit. */
export const isKnownLayer = (it: Layer): it is KnownLayer => knownKinds.has(it.kind)

const palette = z.record(z.string().min(1).max(40), hex)

/** One of a series made from a master: its own word for {level}, and colours that take the place of the palette's. */
export const designLevel = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(60),
  palette: palette.default({}),
})
export type DesignLevel = z.infer<typeof designLevel>

/** The most layers that a design has. */
export const mostLayers = 1000

export const design = z.object({
  version: z.literal(documentVersion),
  size: z.literal(600),
  /** Brand roles: field, frame, accent, cream and whatever a brand adds. */
  palette,
  layers: z.array(layer).max(mostLayers),
  /** Lines that the author has pulled out of the rulers, for snapping; never drawn in the picture. */
  guides: z
    .array(z.object({ axis: z.enum(['x', 'y']), at: number }))
    .max(50)
    .default([]),
  /** The levels of a series, lowest first; none for a single badge. */
  levels: z.array(designLevel).max(20).default([]),
})
export type DesignDocument = z.infer<typeof design>
