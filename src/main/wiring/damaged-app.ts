import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract'
import { createRouterClient, implement, type Router } from '@orpc/server'
import { contract, type Contract } from '../../core/contract'
import type { BlazonError } from '../../core/errors'
import type { Clock } from '../../core/ports'
import { uuidv7Source } from '../catalog/ids'
import { damagedLibraryHandlers } from '../handlers/library'
import { damagedTransferHandlers } from '../handlers/transfer'
import { translateErrors } from '../handlers/translate-errors'
import { systemRandom } from '../platform/random'

/** What `createApp` answers too. */
type DamagedApp = {
  router: Router<Contract, Record<never, never>>
  client: ContractRouterClient<Contract>
  close: () => Promise<void>
}

/**
 * The app over a library that cannot be read: backups are listed and one can be put back, or a sealed library in its place; every other call
 * fails with what is wrong, so that the page can say it and offer the way out. Holds nothing open; after restoring the app is started again.
 */
export function damagedApp(folder: string, refused: BlazonError, now: Clock = Date.now): DamagedApp {
  const refuse = () => {
    throw refused
  }
  const { library: _library, transfer: _transfer, ...others } = contract
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
      transfer: damagedTransferHandlers({ folder, now, newId: uuidv7Source(now, systemRandom()) }, refused),
    } as never) as unknown as DamagedApp['router']
  return { router, client: createRouterClient(router, { context: {} }), close: async () => {} }
}
