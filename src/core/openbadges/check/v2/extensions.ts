import { type ExtensionSchemas, firstMisfit } from '../json-schema'
import { warned, type Check } from '../outcomes'
import { isObject, type JsonObject } from '../read-json'
import { type BadgeSummary, shown } from '../result'
import { hasType, listOf, textOf } from '../values'
import type { AssertionParts } from './editions'

/** The extensions that stand in an assertion, a badge or an issuer (OB 1.1 and 2.0, Extension), as plain words. */
export function extensionsIn(part: JsonObject | null): BadgeSummary['extensions'] {
  return extensionObjects(part).map(([name, extension]) => ({
    type: (kindOf(extension) ?? name).slice(0, 1000),
    text: shown(sayObject(extension, 0).join('\n')),
  }))
}

/** Notes on extensions that are not what their own schema asks for. Only bundled schemas are looked at. */
export function checkExtensions({ assertion, badge, issuer }: AssertionParts, schemas: ExtensionSchemas = {}): Check[] {
  return [assertion, badge, issuer].flatMap(extensionObjects).flatMap(([name, extension]) => {
    const address = listOf(extension['@context']).find((one) => typeof one === 'string' && Object.hasOwn(schemas, one))
    const misfit = typeof address === 'string' ? firstMisfit(schemas[address], extension) : null
    return misfit === null ? [] : [warned('schema', 'schema_differs', { field: `${name}.${misfit}`.slice(0, 200) })]
  })
}

const extensionObjects = (part: JsonObject | null): [name: string, extension: JsonObject][] =>
  Object.entries(part ?? {})
    .flatMap(([name, value]) =>
      listOf(value).flatMap((one): [string, JsonObject][] =>
        isObject(one) && hasType(one, 'Extension') ? [[name, one]] : [],
      ),
    )
    .slice(0, 50)

/** The name of an extension's own type: `extensions:ApplyLink` is an Apply Link. */
function kindOf(extension: JsonObject): string | null {
  const own = listOf(extension.type ?? extension['@type']).find(
    (name) => typeof name === 'string' && !/(^|[:#])Extension$/.test(name),
  )
  return typeof own === 'string' ? inWords(own.replace(/^.*[:#/]/, '')) : null
}

const inWords = (name: string) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2')

/** What an object says, one line for each value: `latitude: 48.1`. */
function sayObject(object: JsonObject, depth: number): string[] {
  const aside = ['@context', 'type', '@type', 'id', '@id']
  return Object.entries(object).flatMap(([key, value]) =>
    aside.includes(key)
      ? []
      : listOf(value).flatMap((one) => {
          if (isObject(one) && one['@value'] === undefined) return depth < 4 ? sayObject(one, depth + 1) : []
          const said = typeof one === 'number' || typeof one === 'boolean' ? String(one) : textOf(one)
          return said === null ? [] : [`${inWords(key)}: ${said}`]
        }),
  )
}
