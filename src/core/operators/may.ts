import { needOf } from './call-needs'
import type { Capability, Grant } from './capabilities'
import { idsIn, type Need, type Right, type Thing } from './needs'

/** What decides of somebody who is signed in. */
export type Rights = { isAdmin: boolean; grants: readonly Grant[] }

/** Whether a capability is held for every one of these things, under that issuer where one is named, by somebody who holds it, but not for the whole library. */
export type HeldFor = (capability: Capability, things: Thing, ids: readonly string[], issuerId?: string) => boolean

/** Whether rights hold a capability for the whole library. */
export const mayEverywhere = ({ isAdmin, grants }: Rights, capability: Capability): boolean =>
  isAdmin || grants.some((it) => it.capability === capability && it.scope.type === 'library')

/** Whether rights hold a capability in any scope. */
export const mayAnywhere = ({ isAdmin, grants }: Rights, capability: Capability): boolean =>
  isAdmin || grants.some((it) => it.capability === capability)

/** Whether rights meet what a call needs with this input. Where a thing hangs in the graph is asked of `heldFor`, and only where it matters. */
export function isMet(need: Need, rights: Rights, input: unknown, heldFor: HeldFor): boolean {
  return meets(need, rights, ({ capability, where }) => {
    if (where === 'library') return mayEverywhere(rights, capability)
    if (where === 'anywhere') return mayAnywhere(rights, capability)
    if (mayEverywhere(rights, capability)) return true
    const ids = idsIn(input, where.field)
    const under = where.under === undefined ? [] : idsIn(input, where.under)
    if (!mayAnywhere(rights, capability) || ids === null || ids.length === 0 || under === null) return false
    return heldFor(capability, where.things, ids, under[0])
  })
}

/**
 * Whether rights alone tell that their holder may make a call with this input: null where it depends on where the things hang that it
 * names. Without an input: whether there may be something that they may do it to.
 */
export function mayByRights(rights: Rights, call: string, input?: object | undefined): boolean | null {
  const need = needOf(call, input)
  if (input === undefined)
    return meets(need, rights, ({ capability, where }) =>
      where === 'library' ? mayEverywhere(rights, capability) : mayAnywhere(rights, capability),
    )
  const atBest = isMet(need, rights, input, () => true)
  return atBest === isMet(need, rights, input, () => false) ? atBest : null
}

/** The capabilities one or all of which a call needs; none where it is the administrators' or everybody's. */
export function capabilitiesFor(call: string, input?: object | undefined): Capability[] {
  const need = needOf(call, input)
  if (typeof need === 'string') return []
  return [...new Set(('anyOf' in need ? need.anyOf : need.allOf).map(({ capability }) => capability))]
}

function meets(need: Need, rights: Rights, holds: (right: Right) => boolean): boolean {
  if (need === 'nobody' || need === 'signed_in' || rights.isAdmin) return true
  if (need === 'administrator') return false
  return 'anyOf' in need ? need.anyOf.some(holds) : need.allOf.length > 0 && need.allOf.every(holds)
}
