import type { Capability, Grant, Scope } from './capabilities'
import { wholeLibrary } from './capabilities'

/** What a thing hangs from, one step up in the graph of systems, issuers, programs and badges; ids. */
export type Graph = {
  /** The issuer that a badge names, and those whose programs it is in follow by way of the programs. */
  issuerOfBadge: (badgeId: string) => string | null
  programsOfBadge: (badgeId: string) => readonly string[]
  issuersOfProgram: (programId: string) => readonly string[]
  systemsOfIssuer: (issuerId: string) => readonly string[]
}

/** A thing and everything that it hangs from, by every way there is, up to the library: whoever holds a capability for one of them holds it for the thing. */
export function scopesAbove(thing: Scope, graph: Graph): Scope[] {
  const badges = thing.type === 'badge' ? [thing.id] : []
  const programs = unique(thing.type === 'program' ? [thing.id] : badges.flatMap((id) => graph.programsOfBadge(id)))
  const issuers = unique([
    ...(thing.type === 'issuer' ? [thing.id] : []),
    ...badges.flatMap((id) => graph.issuerOfBadge(id) ?? []),
    ...programs.flatMap((id) => graph.issuersOfProgram(id)),
  ])
  const systems = unique(thing.type === 'system' ? [thing.id] : issuers.flatMap((id) => graph.systemsOfIssuer(id)))
  const scopes = (type: Scope['type'], ids: readonly string[]): Scope[] => ids.map((id) => ({ type, id }))
  return [
    ...scopes('badge', badges),
    ...scopes('program', programs),
    ...scopes('issuer', issuers),
    ...scopes('system', systems),
    wholeLibrary,
  ]
}

/** Whether one of these grants gives a capability for a thing. */
export function isGranted(grants: readonly Grant[], capability: Capability, thing: Scope, graph: Graph): boolean {
  const given = grants.filter((grant) => grant.capability === capability)
  // Most grants are for the library; the graph is asked where none is.
  if (given.some(({ scope }) => isSame(scope, wholeLibrary) || isSame(scope, thing))) return true
  return given.length > 0 && scopesAbove(thing, graph).some((above) => given.some(({ scope }) => isSame(scope, above)))
}

/** The graph as it is for what is done in the name of one issuer: by way of the others nothing hangs from anything. */
export const graphUnder = (graph: Graph, issuerId: string): Graph => ({
  ...graph,
  issuerOfBadge: (badgeId) => (graph.issuerOfBadge(badgeId) === issuerId ? issuerId : null),
  issuersOfProgram: (programId) => graph.issuersOfProgram(programId).filter((it) => it === issuerId),
})

const isSame = (a: Scope, b: Scope) => a.type === b.type && a.id === b.id
const unique = (ids: readonly string[]) => [...new Set(ids)]
