import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capabilities, type Scope, type ScopeType, wholeLibrary } from '../../../src/core/operators/capabilities'
import { type Graph, isGranted, scopesAbove } from '../../../src/core/operators/scopes'

const few = fc.nat({ max: 3 })
const pairs = fc.array(fc.tuple(few, few), { maxLength: 12 })
const ids = { system: 's', issuer: 'i', program: 'p', badge: 'b' } as const
const idOf = (type: keyof typeof ids, at: number) => `${ids[type]}${String(at)}`

/** A graph of four of each at most, with any links between neighbours; a badge may have no issuer. */
const links = fc.record({
  systemIssuer: pairs,
  issuerProgram: pairs,
  programBadge: pairs,
  badgeIssuer: fc.array(fc.option(few), { minLength: 4, maxLength: 4 }),
})
type Links = typeof links extends fc.Arbitrary<infer It> ? It : never

const graphOf = (it: Links): Graph => ({
  issuerOfBadge: (id) => {
    const at = it.badgeIssuer[Number(id.slice(1))]
    return at === null || at === undefined ? null : idOf('issuer', at)
  },
  programsOfBadge: (id) => it.programBadge.filter(([, b]) => idOf('badge', b) === id).map(([p]) => idOf('program', p)),
  issuersOfProgram: (id) =>
    it.issuerProgram.filter(([, p]) => idOf('program', p) === id).map(([i]) => idOf('issuer', i)),
  systemsOfIssuer: (id) => it.systemIssuer.filter(([, i]) => idOf('issuer', i) === id).map(([s]) => idOf('system', s)),
})

/** Independently: everything that hangs below a scope, by walking down edge by edge until nothing is new. */
function below(scope: Scope, it: Links): Set<string> {
  const edges = [
    ...it.systemIssuer.map(([s, i]) => [idOf('system', s), idOf('issuer', i)]),
    ...it.issuerProgram.map(([i, p]) => [idOf('issuer', i), idOf('program', p)]),
    ...it.programBadge.map(([p, b]) => [idOf('program', p), idOf('badge', b)]),
    ...it.badgeIssuer.flatMap((i, b) => (i === null ? [] : [[idOf('issuer', i), idOf('badge', b)]])),
  ]
  const reached = new Set([scope.id])
  for (let before = -1; before < reached.size;) {
    before = reached.size
    for (const [from, to] of edges) if (reached.has(from!)) reached.add(to!)
  }
  return reached
}

const thing = fc
  .record({
    type: fc.constantFrom<Exclude<ScopeType, 'library'>[]>('system', 'issuer', 'program', 'badge'),
    at: few,
  })
  .map(({ type, at }): Scope => ({ type, id: idOf(type, at) }))
const scope = fc.oneof(thing, fc.constant(wholeLibrary))
const capability = fc.constantFrom(...capabilities)

test('a capability covers exactly what hangs below its scope in the graph, by whichever way', () => {
  fc.assert(
    fc.property(links, scope, thing, capability, capability, (it, given, wanted, held, asked) => {
      const allowed = isGranted([{ capability: held, scope: given }], asked, wanted, graphOf(it))
      const covers = given.type === 'library' || below(given, it).has(wanted.id)
      expect(allowed).toBe(held === asked && covers)
    }),
    { numRuns: 2000 },
  )
})

test('more grants never take anything away, and none give nothing', () => {
  fc.assert(
    fc.property(links, fc.array(scope, { maxLength: 4 }), scope, thing, (it, scopes, more, wanted) => {
      const grants = scopes.map((scope) => ({ capability: 'awardbadge' as const, scope }))
      const graph = graphOf(it)
      const before = isGranted(grants, 'awardbadge', wanted, graph)
      const after = isGranted([...grants, { capability: 'awardbadge', scope: more }], 'awardbadge', wanted, graph)
      expect(before && !after).toBe(false)
      expect(isGranted([], 'awardbadge', wanted, graph)).toBe(false)
    }),
  )
})

test('the library is above everything, and each thing is above itself', () => {
  fc.assert(
    fc.property(links, thing, (it, wanted) => {
      const above = scopesAbove(wanted, graphOf(it))
      expect(above).toContainEqual(wholeLibrary)
      expect(above).toContainEqual(wanted)
    }),
  )
})
