import { z } from 'zod'

const credit = z.object({ name: z.string(), version: z.string(), licence: z.string() })

/** Written by `scripts/pack-resources.mjs` with the works that it packs; absent in a tree that was never built. */
const files = import.meta.glob<unknown>('../../../resources/licences/index.json', { eager: true, import: 'default' })

/** The works of others that Blazon carries. */
export const credits = Object.values(files).flatMap((file) => z.array(credit).catch([]).parse(file))
