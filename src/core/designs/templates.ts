import { z } from 'zod'
import { design } from './document'

/** A starter: a whole design made of our own layers, recolourable by role, with the words that a badge of its purpose needs. */
export const template = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().min(1).max(120),
  purpose: z.enum([
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
  ]),
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

/** Reads a template file. @throws ZodError for one that does not fit: templates ship with the app, so that is a fault of ours. */
export const readTemplate = (value: unknown): Template => template.parse(value)
