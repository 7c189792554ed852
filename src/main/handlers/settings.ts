import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Catalog } from '../catalog/catalog'
import { readSettings, writeSettings } from '../catalog/settings'

/** `settings.*`: how the app behaves in this library. */
export function settingsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { read, write } = implement(contract.settings)
  return {
    read: read.handler(() => readSettings(catalog)),
    write: write.handler(({ input }) => {
      const settings = writeSettings(catalog, input)
      announce({ name: 'settings.saved', ids: [] })
      return settings
    }),
  }
}
