import { z } from 'zod'
import type { AchievementDetails, extensionNames } from '../contract/achievement'
import { webUrl } from '../contract/shapes'

export type ExtensionName = (typeof extensionNames)[number]
export type Extension = AchievementDetails['extensions'][number]
type Json = Extension['value'][string]

/** One field of an extension's form: where its value stands (keys parted by dots), what it is, whether its schema demands it. */
export type ExtensionField = {
  path: string
  kind: 'line' | 'text' | 'url' | 'email' | 'number' | 'lines' | 'yes_no' | 'day' | 'choice'
  required?: true
  /** Of a `choice`. */
  options?: readonly string[]
}

const needed = (path: string, kind: ExtensionField['kind'], options?: readonly string[]): ExtensionField => ({
  path,
  kind,
  required: true,
  ...(options ? { options } : {}),
})
const free = (path: string, kind: ExtensionField['kind']): ExtensionField => ({ path, kind })

/** The licences that the extension's context has short names for. */
const licences = ['CC-0', 'CC-BY', 'CC-BY-SA', 'CC-BY-NC', 'CC-BY-NC-SA', 'CC-BY-ND', 'CC-BY-NC-ND']

/**
 * The fields of the extensions that 1EdTech published for OB 2.0, after the JSON schema of each (`resources/contexts/ext-*-schema.json`).
 * Assessment stands for one assessment without its rubrics and sections.
 */
export const extensionFields: Readonly<Record<ExtensionName, readonly ExtensionField[]>> = {
  ApplyLink: [needed('url', 'url')],
  OriginalCreator: [needed('url', 'url')],
  License: [needed('id', 'choice', licences), needed('name', 'line'), free('legalCode', 'url')],
  GeoCoordinates: [
    free('name', 'line'),
    needed('description', 'text'),
    needed('geo.latitude', 'number'),
    needed('geo.longitude', 'number'),
  ],
  Accessibility: [
    needed('accessibilityFeature', 'line'),
    needed('url', 'url'),
    free('accessibilityAPI', 'line'),
    free('accessibilityControl', 'lines'),
    free('accessibilityHazard', 'line'),
  ],
  Assessment: [
    needed('description', 'text'),
    needed('assessments.description', 'text'),
    needed('assessments.type', 'choice', ['Exam', 'Performance', 'Artifact']),
    needed('assessments.assessmentOutput', 'line'),
    needed('assessments.hasGroupParticipation', 'yes_no'),
    needed('assessments.hasGroupEvaluation', 'yes_no'),
    needed('assessments.evaluationMethod', 'text'),
    free('assessments.assessmentExample', 'url'),
    free('assessments.scoringMethodExampleDescription', 'text'),
    free('assessments.assessmentEvaluation', 'url'),
  ],
  IssuerAccreditation: [
    needed('name', 'line'),
    needed('contactInstructions', 'text'),
    needed('url', 'url'),
    free('email', 'email'),
    free('description', 'text'),
    needed('address.streetAddress', 'line'),
    free('address.addressLocality', 'line'),
    free('address.addressRegion', 'line'),
    free('address.postalCode', 'line'),
    free('address.addressCountry', 'line'),
    free('areaServed', 'line'),
    free('accreditationDate', 'day'),
    free('educationalSector', 'line'),
  ],
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path; undefined where there is none. */
export function valueAt(value: Extension['value'], path: string): Json | undefined {
  let at: Json | undefined = value
  for (const key of path.split('.')) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return at
}

/** The same value with another at a path; undefined takes it out, and objects that are empty then. */
export function withValueAt(value: Extension['value'], path: string, next: Json | undefined): Extension['value'] {
  const [key = '', ...rest] = path.split('.')
  const { [key]: before, ...others } = value
  let inner = next
  if (rest.length > 0) {
    const made = withValueAt(isObject(before) ? before : {}, rest.join('.'), next)
    inner = Object.keys(made).length > 0 ? made : undefined
  }
  return inner === undefined ? others : { ...value, [key]: inner }
}

/** The fields that are empty though demanded, or hold something else than they should: paths with `missing` or `wrong`. */
export function extensionProblems({ name, value }: Extension): Map<string, 'missing' | 'wrong'> {
  const problems = new Map<string, 'missing' | 'wrong'>()
  for (const { path, kind, required, options } of extensionFields[name]) {
    const found = valueAt(value, path)
    if (found === undefined || found === '') {
      if (required) problems.set(path, 'missing')
    } else if (!shapes[kind].safeParse(found).success || (options && !options.includes(String(found))))
      problems.set(path, 'wrong')
  }
  return problems
}

const shapes: Readonly<Record<ExtensionField['kind'], z.ZodType>> = {
  line: z.string().max(255),
  text: z.string().max(5000),
  choice: z.string(),
  url: webUrl,
  email: z.email(),
  number: z.number(),
  lines: z.array(z.string()),
  yes_no: z.boolean(),
  day: z.iso.date(),
}
