import { createRouterClient, implement, type Router } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { contract, type Contract } from '../core/contract'
import type { Clock, Random } from '../core/ports'
import { translateErrors } from './handlers/translate-errors'
import type { Platform } from './platform/platform'

/** What a shell hands over. */
export type AppOptions = {
  /** The user's data folder; made where it is absent. */
  folder: string
  platform: Platform
  /** For the command line: addresses whose documents a local folder stands in for (never fetched). */
  hosted?: { url: string; folder: string }[]
  now?: Clock
  random?: Random
}

/** The whole of Blazon behind its contract. A shell mounts `router` on its transport; the command line uses `client` in process. */
export type App = {
  router: Router<Contract, Record<never, never>>
  client: ContractRouterClient<Contract>
  close: () => Promise<void>
}

/** Opens the library and builds the router. Throws `library_in_use`, `library_newer` or `library_damaged`. */
export async function createApp(options: AppOptions): Promise<App> {
  void options
  const router = implement(contract).use(translateErrors).router({} as never) as unknown as App['router']
  return { router, client: createRouterClient(router, { context: {} }) as App['client'], close: async () => {} }
}
