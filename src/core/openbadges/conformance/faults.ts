import type { z } from 'zod'

/**
 * A rule of a validator that a document breaks, and where. `shape` stands for everything that only a mistake of the writer can break;
 * the others have a name because a person's facts can break them.
 */
export type Fault = {
  rule:
    | 'shape'
    | 'in_future'
    | 'ends_before_start'
    | 'expired'
    | 'host'
    | 'other_host'
    | 'email'
    | 'malformed_address'
    | 'insecure'
    | 'criteria'
  at: string
}

/** A property that may hold one value or a list of them, as a list. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** What a person's facts break, by its place in a document; the numbers of a list's entries left out. */
const named: Readonly<Record<string, Fault['rule']>> = {
  'issuer.email': 'email',
  'issuer.url': 'malformed_address',
  'badge.alignment.targetUrl': 'malformed_address',
  'assertion.evidence.id': 'malformed_address',
  'badge.criteria': 'criteria',
  'achievement.alignment.targetUrl': 'malformed_address',
  'achievement.related.id': 'malformed_address',
}

/** The places where a document does not fit a shape, `root` before each. */
export function faultsOf(shape: z.ZodType, document: unknown, root: string): Fault[] {
  const read = shape.safeParse(document)
  if (read.success) return []
  return read.error.issues.map(({ path }) => {
    const place = [root, ...path].filter((part) => typeof part !== 'number').join('.')
    return { rule: named[place] ?? 'shape', at: [root, ...path].join('.') }
  })
}
