import { type ClientLink, createORPCClient, DynamicLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/contract'
import { ConnectionLost } from '../../core/problem'

/** Every call of the contract, typed: `client.badges.list({ filter: 'live' }, { signal })`. */
export type Client = ContractRouterClient<Contract>
export type Link = ClientLink<Record<never, never>>

let current: Link | undefined
let ready: PromiseWithResolvers<Link> = Promise.withResolvers()

/** Hands over the transport (again after each reconnect). Calls made before the first one wait for it. */
export function setLink(link: Link): void {
  current = link
  ready.resolve(link)
}

/** Calls from now on wait for the next `setLink`: the transport is away. */
export function loseLink(): void {
  if (current === undefined) return
  current = undefined
  ready = Promise.withResolvers()
}

/** Tells an interrupted connection from a cancel: both reach us as some kind of abort, but only a cancel has its signal aborted. */
export function translateAbort(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new DOMException('The call was cancelled.', 'AbortError')
  const isAbort = error instanceof Error && (error.name === 'AbortError' || error.message.includes('aborted'))
  return isAbort ? new ConnectionLost('The connection was interrupted.', { cause: error }) : error
}

const link: Link = {
  async call(path, input, options) {
    try {
      return await new DynamicLink<Record<never, never>>(async () => current ?? (await ready.promise)).call(
        path,
        input,
        options,
      )
    } catch (error) {
      throw translateAbort(error, options.signal)
    }
  },
}

/** The one client of the page. */
export const client: Client = createORPCClient<Client>(link)
