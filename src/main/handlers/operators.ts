import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Desk, Operator } from '../../core/contract/operators'
import { BlazonError } from '../../core/errors'
import { noteAct } from '../catalog/audit'
import type { Catalog } from '../catalog/catalog'
import {
  countTry,
  findActive,
  forgetWrongPins,
  listOperators,
  noteSignIn,
  operatorNames,
  operatorOf,
  readOperator,
  removeAllOperators,
  removeOperator,
  saveOperator,
  storePin,
} from '../catalog/operators'
import { hashPin, pinFits } from '../catalog/operators-pin'
import { mayFor } from '../catalog/operators-scopes'

/** What the calls need to know and change of who sits at the desk. */
export type DeskSession = {
  operatorId: () => string | null
  /** Whether anybody works here by name. */
  isOn: () => boolean
  /** Seats somebody, or nobody; whatever ran for whoever sat there ends. */
  seat: (operatorId: string | null) => void
  signOut: () => void
}

type Deps = {
  catalog: Catalog
  announce: (change: Change) => void
  session: DeskSession
  /** Whether who is signed in may make a call with this input. */
  may: (call: string, input: unknown) => boolean
  /** Every change, also while nobody is signed in. */
  subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<Change, void>
}

/** `operators.*`: who works here, and who sits at the desk. */
export function operatorsHandlers({ catalog, announce, session, may, subscribe }: Deps) {
  const os = implement(contract.operators)
  const changed = (ids: string[]) => announce({ name: 'operators.changed', ids })
  const desk = (): Desk => {
    const operatorId = session.operatorId()
    return {
      isOn: session.isOn(),
      operator: operatorId === null ? null : operatorOf(catalog, operatorId),
      names: operatorNames(catalog),
    }
  }
  /** Who is signed in; calls that ask for it are open to nobody else. */
  const self = (): Operator => {
    const operatorId = session.operatorId()
    if (operatorId === null) throw new BlazonError('sign_in_needed', 'nobody is signed in')
    return readOperator(catalog, operatorId)
  }

  const seat = (id: string): Operator => {
    session.seat(id)
    try {
      noteSignIn(catalog, id)
    } catch (error) {
      // Nobody works here without a row in the log that says so.
      session.seat(null)
      throw error
    }
    return readOperator(catalog, id)
  }

  return {
    current: os.current.handler(desk),

    follow: os.follow.handler(async function* ({ signal }) {
      const stop = new AbortController()
      const changes = subscribe(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal)
      try {
        // It listens from its first step on: before the desk is looked at, so that nothing falls between.
        let next = changes.next()
        yield desk()
        for (let step = await next; !step.done; step = await next) {
          next = changes.next()
          if (step.value.name === 'operators.changed') yield desk()
        }
      } finally {
        stop.abort()
      }
    }),

    signIn: os.signIn.handler(async ({ input }) => {
      return seat(await checkPin(catalog, input.username, input.pin))
    }),

    signOut: os.signOut.handler(() => {
      const wasSignedIn = session.operatorId() !== null
      session.signOut()
      return { signedOut: wasSignedIn }
    }),

    may: os.may.handler(({ input }) => input.asks.map((it) => may(it.call, it.input))),

    list: os.list.handler(() => listOperators(catalog)),

    save: os.save.handler(async ({ input }) => {
      const { pin, ...operator } = input
      const pinHash = pin === undefined ? null : await hashPin(pin)
      const isFirst = !session.isOn()
      // Another window may have taken the first one in meanwhile.
      if (!isFirst) self()
      const saved = saveOperator(catalog, operator, pinHash)
      if (isFirst) return seat(saved.id)
      changed([saved.id])
      return saved
    }),

    remove: os.remove.handler(({ input }) => {
      removeOperator(catalog, input.id)
      if (session.operatorId() === input.id) session.seat(null)
      else changed([input.id])
      return { id: input.id }
    }),

    setPin: os.setPin.handler(async ({ input }) => {
      const { id, username, isAdmin } = self()
      if (input.id === id) await checkPin(catalog, username, input.presentPin ?? '')
      else if (!isAdmin) throw new BlazonError('not_allowed', 'an administrator sets another’s PIN')
      storePin(catalog, input.id, await hashPin(input.pin))
      return { id: input.id }
    }),

    turnOff: os.turnOff.handler(async ({ input }) => {
      await checkPin(catalog, self().username, input.pin)
      removeAllOperators(catalog, 'turned_off')
      session.seat(null)
      return desk()
    }),
  }
}

/**
 * Whose name and PIN these are. Every try is counted before it is looked at. Throws `not_allowed`: wrong_pin (also for a name that
 * nobody has), or wait with the seconds.
 */
async function checkPin(catalog: Catalog, username: string, pin: string): Promise<string> {
  const found = findActive(catalog, username)
  if (found) countTry(catalog, found.id)
  if (!found || !(await pinFits(pin, found.pinHash))) {
    if (found) noteAct(catalog, 'operators.sign_in_failed', { operatorId: found.id })
    throw new BlazonError('not_allowed', 'not their PIN', { reason: 'wrong_pin' })
  }
  forgetWrongPins(catalog, found.id)
  return found.id
}

/**
 * For a badge that asks for two people at every award (domain.md (b) 23): the id of another active operator than the one signed in, who
 * may award that badge and gave their own PIN. Throws `not_allowed`: wrong_pin, wait (seconds), same_person, no_right.
 */
export const confirmBy =
  ({ catalog, session }: Pick<Deps, 'catalog' | 'session'>) =>
  async (username: string, pin: string, badgeId: string): Promise<string> => {
    const id = await checkPin(catalog, username, pin)
    const refuse = (reason: string) => {
      noteAct(catalog, 'refused', { call: 'confirm', badgeId, operatorId: id, reason })
      return new BlazonError('not_allowed', 'they cannot confirm this', { reason })
    }
    if (id === session.operatorId()) throw refuse('same_person')
    if (!mayFor(catalog, readOperator(catalog, id), 'awardbadge', 'badge', [badgeId])) throw refuse('no_right')
    return id
  }
