import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract'
import { createRouterClient, implement, type Router } from '@orpc/server'
import { contract, type Contract } from '../../core/contract'
import type { BlazonError } from '../../core/errors'
import { damagedLibraryHandlers } from '../handlers/library'
import { translateErrors } from '../handlers/translate-errors'

/** What `createApp` answers too. */
type DamagedApp = {
  router: Router<Contract, Record<never, never>>
  client: ContractRouterClient<Contract>
  close: () => Promise<void>
}

/**
 * The app over a library that cannot be read: backups are listed and one can be put back, every other call fails with what is
 * wrong, so that the page can say it and offer the way out. Holds nothing open; after restoring the app is started again.
 */
export function damagedApp(folder: string, refused: BlazonError): DamagedApp {
  const refuse = () => {
    throw refused
  }
  const { library: _library, ...others } = contract
  const refusing = Object.fromEntries(
    Object.entries<Record<string, AnyContractProcedure>>(others).map(([group, calls]) => [
      group,
      Object.fromEntries(Object.entries(calls).map(([verb, call]) => [verb, implement(call).handler(refuse)])),
    ]),
  )
  const router = implement(contract)
    .use(translateErrors)
    .router({
      ...refusing,
      library: damagedLibraryHandlers(folder, refused),
    } as never) as unknown as DamagedApp['router']
  return { router, client: createRouterClient(router, { context: {} }), close: async () => {} }
}
