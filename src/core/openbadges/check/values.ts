import { isObject, type JsonObject } from './read-json'

/** A property that may hold one value or a list of them, as a list; absent and null are an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The text of a property: a string, a JSON-LD language value, or the first of a list of either; null otherwise. */
export function textOf(value: unknown): string | null {
  const [first] = listOf(value)
  if (typeof first === 'string') return first
  return isObject(first) && typeof first['@value'] === 'string' ? first['@value'] : null
}

/** The id of a linked thing: the string itself, or the `id` of an embedded object. */
export function idOf(value: unknown): string | null {
  const [first] = listOf(value)
  if (typeof first === 'string') return first
  return isObject(first) ? (textOf(first.id) ?? textOf(first['@id'])) : null
}

/** Whether an object says it is of a type, by its short name or by a full name that ends with it. */
export function hasType(object: JsonObject, type: string): boolean {
  return listOf(object.type ?? object['@type']).some(
    (name) => typeof name === 'string' && (name === type || name.endsWith(`#${type}`) || name === `obi:${type}`),
  )
}

/** An embedded object, or the first object of a list; null otherwise. */
export function objectOf(value: unknown): JsonObject | null {
  const [first] = listOf(value)
  return isObject(first) ? first : null
}
