import type { z } from 'zod'

/** The first names of the places where a value does not fit its shape. */
export function wrongIn(shape: z.ZodType, value: unknown): ReadonlySet<string> {
  const read = shape.safeParse(value)
  return new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0])))
}
