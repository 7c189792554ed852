import { createRouterClient, implement } from '@orpc/server'
import { contract } from '../../src/core/contract'
import type { Change } from '../../src/core/contract/library'
import type { Catalog } from '../../src/main/catalog/catalog'
import { libraryHandlers } from '../../src/main/handlers/library'
import { peopleHandlers } from '../../src/main/handlers/people'
import { translateErrors } from '../../src/main/handlers/translate-errors'
import type { Sealed } from '../../src/main/platform/platform'

/** The calls of the library and its people as a shell makes them, the changes they announce, and what a passphrase was tried on. */
export function peopleCalls(catalog: Catalog) {
  const changes: Change[] = []
  const tried: (Sealed | null)[] = []
  const announce = (change: Change) => void changes.push(change)
  const { library, people } = contract
  const router = implement({ library, people })
    .use(translateErrors)
    .router({
      people: peopleHandlers({
        catalog,
        announce,
        chooseFolder: async () => catalog.folder,
        rememberFolder: (id) => id,
        bake: () => Buffer.alloc(0),
      }),
      library: libraryHandlers({
        catalog,
        announce,
        async *subscribe() {
          yield* changes
        },
        platform: {
          shell: 'cli',
          version: '0.0.1',
          secrets: {
            store: async () => 'passphrase',
            unlocked: async () => tried.length > 0,
            unlock: async (_, probe) => void tried.push(probe),
            seal: async () => ({ store: 'passphrase', text: '' }),
            canOpen: async () => tried.length > 0,
            open: async () => new Uint8Array(),
          },
        },
        verifyDocument: async (credential) => !credential.includes('forged'),
      }),
    })
  return { calls: createRouterClient(router, { context: {} }), changes, tried }
}

/** Runs a stream to its end: what it reported on the way, and its result. */
export async function finished<Step, Result>(
  stream: Promise<{ next: () => Promise<IteratorResult<Step, Result>> }>,
): Promise<{ steps: Step[]; result: Result }> {
  const steps: Step[] = []
  const iterator = await stream
  for (;;) {
    const next = await iterator.next()
    if (next.done) return { steps, result: next.value }
    steps.push(next.value)
  }
}
