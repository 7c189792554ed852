import { z } from 'zod'
import type { Capability, ScopeType } from './capabilities'

/** Things that name badges by a row of theirs: where a right for them is looked for is where those badges are. */
export type ThingOfBadges =
  | 'award'
  | 'design'
  | 'event'
  | 'roster'
  | 'criterion'
  | 'application'
  | 'evidence'
  | 'codeBatch'
  | 'code'
  | 'invitation'
  | 'milestoneRule'
  | 'batch'

/** What the ids in a field of the input name. */
export type Thing = Exclude<ScopeType, 'library'> | ThingOfBadges

/**
 * Where a right is wanted: for the whole library, in any scope at all, or for every thing that a field of the input names (an id or a
 * list of them). A field that names nothing stands for the whole library. `under` is a field that may name the issuer in whose name it is
 * done: who holds the right by way of another issuer alone may not.
 */
export type Where = 'library' | 'anywhere' | { things: Thing; field: string; under?: string }

/** A capability, and where. */
export type Right = { capability: Capability; where: Where }

/**
 * What a call asks of who makes it. `nobody`: open even while nobody is signed in; `signed_in`: open to whoever works here;
 * `administrator`: to them alone; else rights, one of which or all of which are wanted.
 */
export type Need = 'nobody' | 'signed_in' | 'administrator' | { anyOf: readonly Right[] } | { allOf: readonly Right[] }

/** A need that depends on what is asked for. The input is as it came over the wire: nobody has read it yet. */
export type NeedOf = Need | ((input: unknown) => Need)

/** One right. */
export const can = (capability: Capability, where: Where) => ({ anyOf: [{ capability, where }] }) satisfies Need

/** One of several capabilities in the same place. */
export const canOne = (capabilities: readonly Capability[], where: Where): Need => ({
  anyOf: capabilities.map((capability) => ({ capability, where })),
})

const someIds = z.union([z.string().transform((id) => [id]), z.array(z.string())])

/** The ids in a field of an input: none where it names none, null where it holds something else. */
export function idsIn(input: unknown, field: string): readonly string[] | null {
  const value = fieldsOf(input)[field]
  if (value === undefined || value === null) return []
  const read = someIds.safeParse(value)
  return read.success ? read.data : null
}

/** The fields that an input has: names that are there with a value. */
export const fieldsOf = (input: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).catch({}).parse(input)

/** Whether an input gives something for one of these fields. */
export const names = (input: unknown, ...fields: readonly string[]): boolean =>
  fields.some((field) => fieldsOf(input)[field] !== undefined)
