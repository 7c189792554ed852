import type { z } from 'zod'
import { failed, type Check } from './outcomes'
import { isObject, type JsonObject } from './read-json'

/** The check that fails where a document is not of a shape, and names the first field that is missing or wrong; null where it is. */
export function checkShape(shape: z.ZodType, document: JsonObject): Check | null {
  const reading = shape.safeParse(document)
  if (reading.success) return null
  const path = reading.error.issues[0]?.path ?? []
  const there = path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), document)
  return failed('structure', there === undefined ? 'missing' : 'wrong', { field: path.join('.').slice(0, 100) })
}
