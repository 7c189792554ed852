import { isObject, type JsonObject } from './read-json'

/** A JSON Schema: an object of rules; true and anything that is no schema allow everything. */
export type JsonSchema = unknown

/** Schemas of extensions, by the address of the context that an extension names. */
export type ExtensionSchemas = Readonly<Record<string, JsonSchema>>

/**
 * The first place in a value that does not fit a schema, as `credentialSubject.achievement.name`; '' for the whole of it,
 * null where it fits. Knows the words that the schemas of Open Badges use (drafts 4 to 2019-09): `type`, `enum`, `pattern`,
 * `required`, `properties`, `items`, `additionalItems`, `minItems`, `contains`, `allOf`, `anyOf`, `oneOf` and `$ref` within
 * the schema. No code is made from a schema: the pages that carry this forbid that. `format` is an annotation.
 */
export function firstMisfit(schema: JsonSchema, value: unknown): string | null {
  const misfit = look(schema, value, { whole: schema, path: [] })
  return misfit && misfit.join('.')
}

type Path = readonly (string | number)[]
type At = { whole: JsonSchema; path: Path }

function look(schema: JsonSchema, value: unknown, at: At): Path | null {
  if (schema === false) return at.path
  if (!isObject(schema)) return null
  if (typeof schema.$ref === 'string') return look(referred(at.whole, schema.$ref), value, at)
  return (
    lookAtItself(schema, value, at) ??
    (isObject(value) ? lookInObject(schema, value, at) : null) ??
    (Array.isArray(value) ? lookInList(schema, value, at) : null) ??
    lookAtChoices(schema, value, at)
  )
}

function lookAtItself(
  { type, enum: allowed, pattern, const: only }: JsonObject,
  value: unknown,
  { path }: At,
): Path | null {
  if (type !== undefined && ![type].flat().some((name) => isOfType(name, value))) return path
  if (Array.isArray(allowed) && !allowed.includes(value)) return path
  if (only !== undefined && only !== value) return path
  // Without `u`: the schema of licences escapes a hyphen, which that forbids.
  return typeof pattern === 'string' && typeof value === 'string' && !new RegExp(pattern).test(value) ? path : null
}

function isOfType(name: unknown, value: unknown): boolean {
  if (name === 'object') return isObject(value)
  if (name === 'array') return Array.isArray(value)
  if (name === 'null') return value === null
  return name === 'integer' ? Number.isInteger(value) : typeof value === name
}

function lookInObject(
  { required, properties, additionalProperties }: JsonObject,
  value: JsonObject,
  at: At,
): Path | null {
  const missing = isList(required) ? required.find((name) => !Object.hasOwn(value, String(name))) : undefined
  if (missing !== undefined) return [...at.path, String(missing)]
  const known = isObject(properties) ? properties : {}
  for (const [name, inner] of Object.entries(value)) {
    const schema = Object.hasOwn(known, name) ? known[name] : additionalProperties
    const misfit = look(schema, inner, { ...at, path: [...at.path, name] })
    if (misfit) return misfit
  }
  return null
}

function lookInList(schema: JsonObject, value: readonly unknown[], at: At): Path | null {
  const { items, additionalItems, minItems, contains } = schema
  if (typeof minItems === 'number' && value.length < minItems) return at.path
  if (contains !== undefined && !value.some((item) => look(contains, item, at) === null)) return at.path
  const each = isList(items) ? items : null
  for (const [index, item] of value.entries()) {
    const inner = each === null ? items : index < each.length ? each[index] : additionalItems
    const misfit = look(inner, item, { ...at, path: [...at.path, index] })
    if (misfit) return misfit
  }
  return null
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

function lookAtChoices({ allOf, anyOf, oneOf }: JsonObject, value: unknown, at: At): Path | null {
  for (const one of isList(allOf) ? allOf : []) {
    const misfit = look(one, value, at)
    if (misfit) return misfit
  }
  const choices = isList(oneOf) ? oneOf : isList(anyOf) ? anyOf : null
  if (!choices) return null
  const misfits = choices.map((choice) => look(choice, value, at))
  const fitting = misfits.filter((misfit) => misfit === null).length
  if (fitting === 1 || (fitting > 1 && !oneOf)) return null
  // The choice that the value came closest to tells most.
  return misfits.reduce<Path>(
    (deepest, misfit) => (misfit && misfit.length > deepest.length ? misfit : deepest),
    at.path,
  )
}

function referred(whole: JsonSchema, ref: string): JsonSchema {
  const names = ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter((name) => name !== '')
  return names.reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), whole)
}
