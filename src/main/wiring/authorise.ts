import type { Operator } from '../../core/contract/operators'
import { BlazonError } from '../../core/errors'
import { needOf } from '../../core/operators/call-needs'
import { fieldsOf, idsIn, type Need, type Right } from '../../core/operators/needs'
import type { Clock } from '../../core/ports'
import { noteAct } from '../catalog/audit'
import type { Catalog } from '../catalog/catalog'
import { hasOperators, operatorOf } from '../catalog/operators'
import { mayAnywhere, mayEverywhere, mayFor } from '../catalog/operators-scopes'
import type { OperatorSession } from './operator-session'

/** The same refusal again within this time is one row of the audit log: an open page asks again with every change. */
const sameRefusalMs = 60_000
const mostIds = 20

/**
 * The middleware in front of every call, so that no screen, shell or script goes round it: whoever is signed in needs what
 * `core/operators/call-needs.ts` says. In a library where nobody works by name it does nothing. Refusals are rows of the audit log
 * (row 77). Throws `sign_in_needed` and `not_allowed`; streams end when whoever started them is signed out.
 */
export function authorise({ catalog, session, now }: { catalog: Catalog; session: OperatorSession; now: Clock }) {
  const refusedAt = new Map<string, number>()
  const noteRefusal = (call: string, input: unknown) => {
    const target = { ...idsOf(input), call }
    const key = JSON.stringify([session.operatorId(), target])
    const last = refusedAt.get(key)
    if (last !== undefined && Math.abs(now() - last) < sameRefusalMs) return
    if (refusedAt.size > 1000) refusedAt.clear()
    refusedAt.set(key, now())
    noteAct(catalog, 'refused', target)
  }

  return async <Result extends { output: unknown }>(
    { path, next }: { path: readonly string[]; next: () => Result | PromiseLike<Result> },
    input: unknown,
  ) => {
    if (!hasOperators(catalog)) return next()
    const call = path.join('.')
    const need = needOf(call, input)
    session.lockIfLeft()
    if (need === 'nobody') return next()
    const operatorId = session.operatorId()
    const operator = operatorId === null ? null : operatorOf(catalog, operatorId)
    if (!operator) {
      if (isAct(need)) noteRefusal(call, input)
      throw new BlazonError('sign_in_needed', 'nobody is signed in')
    }
    session.touch()
    if (!isAllowed(catalog, operator, need, input)) {
      noteRefusal(call, input)
      throw new BlazonError('not_allowed', `${call} is not theirs to do`)
    }
    const turn = session.turn()
    const result = await next()
    if (!isAsyncIterator(result.output)) return result
    return { ...result, output: whileSignedIn(result.output, turn, session.touch) }
  }
}

function isAllowed(catalog: Catalog, operator: Operator, need: Need, input: unknown): boolean {
  if (need === 'nobody' || need === 'signed_in' || operator.isAdmin) return true
  if (need === 'administrator') return false
  const holds = (right: Right) => holdsRight(catalog, operator, right, input)
  return 'anyOf' in need ? need.anyOf.some(holds) : need.allOf.length > 0 && need.allOf.every(holds)
}

function holdsRight(catalog: Catalog, operator: Operator, { capability, where }: Right, input: unknown): boolean {
  if (where === 'library') return mayEverywhere(operator, capability)
  if (where === 'anywhere') return mayAnywhere(operator, capability)
  const ids = idsIn(input, where.field)
  return ids === null || ids.length === 0
    ? mayEverywhere(operator, capability)
    : mayFor(catalog, operator, capability, where.things, ids)
}

const looks: readonly string[] = ['viewbadges', 'viewawarded']
/** Whether a call does something, or only looks: a page that was left open goes on looking. */
const isAct = (need: Need): boolean =>
  typeof need === 'object'
    ? !('anyOf' in need ? need.anyOf : need.allOf).some(({ capability }) => looks.includes(capability))
    : need === 'administrator'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** What a field of the contract is called: nobody has read this input, and a name that is none may say anything. */
const fieldName = /^(?!call$|count$)[a-z][A-Za-z]{0,29}$/
const mostFields = 20
/** The ids in an input, by field: what was refused to do it to. Nothing else of it reaches the log. */
function idsOf(input: unknown): Record<string, string | string[] | number> {
  const isId = (it: unknown): it is string => typeof it === 'string' && uuid.test(it)
  return Object.fromEntries(
    Object.entries(fieldsOf(input))
      .filter(([field]) => fieldName.test(field))
      .slice(0, mostFields)
      .flatMap<[string, string | string[] | number]>(([field, value]) => {
        if (isId(value)) return [[field, value]]
        const ids = Array.isArray(value) ? value.filter(isId) : []
        if (ids.length === 0) return []
        return [
          [field, ids.slice(0, mostIds)],
          ['count', ids.length],
        ]
      }),
  )
}

const isAsyncIterator = (value: unknown): value is AsyncIterator<unknown, unknown, void> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** A stream that goes no further once whoever began it is signed out. */
async function* whileSignedIn(
  stream: AsyncIterator<unknown, unknown, void>,
  turn: AbortSignal,
  touch: () => void,
): AsyncGenerator<unknown, unknown, void> {
  try {
    for (;;) {
      const step = await stream.next()
      if (step.done) return step.value
      if (turn.aborted) throw new BlazonError('sign_in_needed', 'whoever began this is no longer signed in')
      touch()
      yield step.value
    }
  } finally {
    await stream.return?.()
  }
}
