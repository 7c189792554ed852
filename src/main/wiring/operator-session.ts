import type { Change } from '../../core/contract/library'
import type { Clock } from '../../core/ports'
import { noteAct } from '../catalog/audit'
import type { Catalog } from '../catalog/catalog'
import { hasOperators, operatorOf } from '../catalog/operators'
import type { DeskSession } from '../handlers/operators'

/** Who is signed in, for as long as the app runs: one desk, however many windows it has. */
export type OperatorSession = DeskSession & {
  /** Aborts when whoever is signed in now no longer is. */
  turn: () => AbortSignal
  /** Something was asked for: the desk is not left alone. */
  touch: () => void
  /** Signs out whoever has asked for nothing in so long, or may no longer work here. */
  lockIfLeft: () => void
  close: () => void
}

const lookMs = 10_000

/**
 * The session over `seat`, which the catalog reads for the audit log. `lockAfterMinutes` without a call end it (0: never); the time is
 * looked at with every call, so that a computer that slept is locked when it wakes, and now and then, so that the screen is.
 */
export function operatorSession(deps: {
  catalog: Catalog
  seat: { operatorId: string | null }
  announce: (change: Change) => void
  now: Clock
  lockAfterMinutes: () => number
}): OperatorSession {
  const { catalog, seat, announce, now } = deps
  let turn = new AbortController()
  let touchedAt = now()
  const seatNow = (operatorId: string | null) => {
    // Streams of whoever sat here end first, so that nothing of theirs is done in another's name.
    turn.abort()
    turn = new AbortController()
    seat.operatorId = operatorId
    touchedAt = now()
    announce({ name: 'operators.changed', ids: [] })
  }
  const end = (action: 'operators.signed_out' | 'operators.locked') => {
    const operatorId = seat.operatorId
    if (operatorId === null) return
    // Also where the library cannot be written: whoever leaves has left.
    try {
      noteAct(catalog, action, { operatorId })
    } finally {
      seatNow(null)
    }
  }
  const lockIfLeft = () => {
    if (seat.operatorId === null) return
    const minutes = deps.lockAfterMinutes()
    // A clock that was set back: from now on by what it says now.
    touchedAt = Math.min(touchedAt, now())
    const isLeft = minutes > 0 && now() - touchedAt >= minutes * 60_000
    if (isLeft || operatorOf(catalog, seat.operatorId)?.isActive !== true) end('operators.locked')
  }
  const timer = setInterval(() => {
    try {
      lockIfLeft()
    } catch {
      // The next call tells what is wrong with the library.
    }
  }, lookMs)
  timer.unref()
  return {
    operatorId: () => seat.operatorId,
    isOn: () => hasOperators(catalog),
    seat: seatNow,
    signOut: () => end('operators.signed_out'),
    turn: () => turn.signal,
    touch: () => {
      touchedAt = now()
    },
    lockIfLeft,
    close: () => {
      clearInterval(timer)
      turn.abort()
    },
  }
}
