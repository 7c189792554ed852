import type { Operator } from '../../core/contract/operators'
import { BlazonError } from '../../core/errors'
import { needOf } from '../../core/operators/call-needs'
import { isMet } from '../../core/operators/may'
import { fieldsOf, type Need } from '../../core/operators/needs'
import type { Clock } from '../../core/ports'
import { noteAct } from '../catalog/audit'
import type { Catalog } from '../catalog/catalog'
import { hasOperators, operatorOf } from '../catalog/operators'
import { mayFor } from '../catalog/operators-scopes'
import type { OperatorSession } from './operator-session'

/** The same refusal again within this time is one row of the audit log: an open page asks again with every change. */
const sameRefusalMs = 60_000
const mostIds = 20

/**
 * The middleware in front of every call, so that no screen, shell or script goes round it: whoever is signed in needs what
 * `core/operators/call-needs.ts` says. In a library where nobody works by name it does nothing. Refusals are rows of the audit log
 * (row 77). Throws `sign_in_needed` and `not_allowed`; streams end when whoever started them is signed out
 * or may do it no more.
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
    // Whoever may less than when this began may perhaps do it no more; what is named may be gone by then, as it should.
    const stillMay = () => {
      const now = operatorOf(catalog, operator.id)
      return now !== null && (hasSameRights(now, operator) || isAllowed(catalog, now, need, input))
    }
    return { ...result, output: whileSignedIn(result.output, { turn, touch: session.touch, stillMay, call }) }
  }
}

/** Whether an operator may make a call with this input. */
const isAllowed = (catalog: Catalog, operator: Operator, need: Need, input: unknown): boolean =>
  isMet(need, operator, input, (...right) => mayFor(catalog, operator, ...right))

/** What the router would answer whoever is signed in, without a call and without a row in the log: for screens that hide what is not theirs. */
export const mayNow =
  ({ catalog, session }: { catalog: Catalog; session: OperatorSession }) =>
  (call: string, input: unknown): boolean => {
    if (!hasOperators(catalog)) return true
    const operatorId = session.operatorId()
    const operator = operatorId === null ? null : operatorOf(catalog, operatorId)
    return operator !== null && isAllowed(catalog, operator, needOf(call, input), input)
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

const hasSameRights = (a: Operator, b: Operator) =>
  a.isAdmin === b.isAdmin && JSON.stringify(a.grants) === JSON.stringify(b.grants)

/** A stream that goes no further once whoever began it is signed out, or may do it no more. */
async function* whileSignedIn(
  stream: AsyncIterator<unknown, unknown, void>,
  who: { turn: AbortSignal; touch: () => void; stillMay: () => boolean; call: string },
): AsyncGenerator<unknown, unknown, void> {
  try {
    for (;;) {
      const step = await stream.next()
      if (step.done) return step.value
      if (who.turn.aborted) throw new BlazonError('sign_in_needed', 'whoever began this is no longer signed in')
      if (!who.stillMay()) throw new BlazonError('not_allowed', `${who.call} is no longer theirs to do`)
      who.touch()
      yield step.value
    }
  } finally {
    await stream.return?.()
  }
}
