import { z } from 'zod'
import { roles } from './colors'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Lettering } from './document'
import type { Operation } from './operations'
import { recolourDesign } from './recolour'

const hex = z.string().regex(/^#[0-9a-f]{6}$/i)
const family = z.string().min(1).max(100)
/** How many roles a brand may add to field, frame, accent and cream. */
const mostExtraRoles = 6

/** A brand kit: an issuer's colours by role, two families, a logo kept by its hash. */
export const brand = z.object({
  name: z.string().max(120).optional(),
  colors: z
    .record(z.string().min(1).max(40), hex)
    .refine((colors) => roles.every((role) => Object.hasOwn(colors, role)), 'field, frame, accent and cream are needed')
    .refine((colors) => Object.keys(colors).length <= roles.length + mostExtraRoles, 'too many colours'),
  headingFamily: family,
  bodyFamily: family,
  logoSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type Brand = z.infer<typeof brand>

/** Headings are what stands on an arc or a ribbon, and heavy straight text; the rest is body. */
const isHeading = (layer: KnownLayer & { lettering: Lettering }): boolean =>
  layer.kind !== 'text' || layer.lettering.weight >= 700

/**
 * Puts a design into a brand's colours and families in one step. Weights and sizes stay; lettering shrinks by itself where the
 * new face runs wider. Locked layers follow too: a lock keeps a layer's place, a brand is the whole design's.
 */
export const applyBrand = ({ colors, headingFamily, bodyFamily }: Brand): Operation => ({
  verb: 'recolour',
  ids: [],
  apply: (document) => {
    const painted = recolourDesign(colors).apply(document)
    const layers: DesignDocument['layers'] = painted.layers.map((layer) => {
      if (!isKnownLayer(layer) || !('lettering' in layer)) return layer
      const wanted = isHeading(layer) ? headingFamily : bodyFamily
      return layer.lettering.family === wanted ? layer : { ...layer, lettering: { ...layer.lettering, family: wanted } }
    })
    return layers.every((layer, index) => layer === painted.layers[index]) ? painted : { ...painted, layers }
  },
})
