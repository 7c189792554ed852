import { z } from 'zod'

const credit = z.object({ name: z.string(), version: z.string(), licence: z.string(), file: z.string() })
export type Credit = z.infer<typeof credit>

/** Written by `scripts/pack-resources.mjs` with the works that it packs; absent in a tree that was never built. */
const files = import.meta.glob<unknown>('../../../resources/licences/index.json', { eager: true, import: 'default' })

/** The works of others that Blazon carries. */
export const credits = Object.values(files).flatMap((file) => z.array(credit).catch([]).parse(file))

/** The texts themselves: hundreds of kilobytes, loaded when somebody wants to read one. */
const texts = import.meta.glob<string>('../../../resources/licences/*.txt', { query: '?raw', import: 'default' })
/** Between the licences of the packages in one file. */
const divider = /\n-{72}\n+/

/** The words of a work's licence, out of the file that has those of several works where it stands in such a one; null where there is none. */
export async function licenceText({ name, version, file }: Credit): Promise<string | null> {
  const text = await texts[`../../../resources/licences/${file}`]?.()
  if (!text) return null
  const parts = text.split(divider)
  return (parts.length > 1 ? (parts.find((it) => it.startsWith(`${name} ${version} `)) ?? text) : text).trim()
}
