import { z } from 'zod'
import { design } from './document'
import { readDesign } from './versions'

/** What a badge is given for. */
export const purposes = [
  'achievement',
  'safety',
  'skill',
  'milestone',
  'attendance',
  'care',
  'making',
  'nature',
  'sport',
  'language',
  'reading',
  'firstAid',
  'volunteering',
  'coding',
  'membership',
  'event',
  'levels',
  'music',
  'art',
  'science',
  'cooking',
  'mentoring',
  'environment',
  'community',
] as const

/** A starter: a whole design made of our own layers, recolourable by role, with the words that a badge of its purpose needs. */
export const template = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().min(1).max(255),
  purpose: z.enum(purposes),
  document: design,
  details: z.object({
    name: z.string().min(1).max(255),
    description: z.string().min(1).max(2000),
    criteria: z.string().min(1).max(20_000),
    altText: z.string().min(1).max(1000),
    tags: z.array(z.string().min(1).max(60)).max(20),
  }),
})
export type Template = z.infer<typeof template>

/** A template that somebody made of a design; without words where that was no badge yet, or one without them. */
export const ownTemplate = template.extend({ details: template.shape.details.nullable() })
export type OwnTemplate = z.infer<typeof ownTemplate>

/** Reads a template file. @throws ZodError for one that does not fit: templates ship with the app, so that is a fault of ours. */
export const readTemplate = (value: unknown): Template => template.parse(value)

/** Reads a kept template, its design brought to the present version; null for one that cannot be read. */
export function readOwnTemplate(value: unknown): OwnTemplate | null {
  if (typeof value !== 'object' || value === null || !('document' in value)) return null
  try {
    return ownTemplate.parse({ ...value, document: readDesign(value.document) })
  } catch {
    return null
  }
}
