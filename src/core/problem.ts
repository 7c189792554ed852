import { type ErrorCode, errorCodes, type ErrorDetails } from './errors'

/** A failure as the page sees it: a code of the closed list, or one of the two that only the page knows. */
export type Problem = { code: ErrorCode | 'connection_lost' | 'unexpected'; details: ErrorDetails }

/** Thrown by the transports when the other side went away in the middle of a call. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

const known = new Set<string>(errorCodes)

/** The numbers that a failure tells of, by what they count: `badges: 2`. */
export const countsIn = ({ details }: Problem): [what: string, count: number][] =>
  Object.entries(details).flatMap(([what, count]) => (typeof count === 'number' ? [[what, count]] : []))

/**
 * The single place that decides what a failure is to a person: `null` is silent (they cancelled it themselves), a code of
 * the list has a sentence of its own, anything else is `unexpected` and has the general one.
 */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof ConnectionLost) return { code: 'connection_lost', details: {} }
  if (typeof error !== 'object' || error === null) return { code: 'unexpected', details: {} }
  if ('name' in error && error.name === 'AbortError') return null
  if (!('code' in error) || typeof error.code !== 'string' || !known.has(error.code))
    return { code: 'unexpected', details: {} }
  if (error.code === 'cancelled_by_user') return null
  const details = 'data' in error ? error.data : 'details' in error ? error.details : undefined
  return {
    code: error.code as ErrorCode,
    details: typeof details === 'object' && details ? (details as ErrorDetails) : {},
  }
}
