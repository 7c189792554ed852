import { createRouterClient, implement } from '@orpc/server'
import { contract } from '../../src/core/contract'
import type { Change } from '../../src/core/contract/library'
import type { Catalog } from '../../src/main/catalog/catalog'
import { badgesHandlers } from '../../src/main/handlers/badges'
import { designsHandlers } from '../../src/main/handlers/designs'
import { eventsHandlers } from '../../src/main/handlers/events'
import { fontsHandlers } from '../../src/main/handlers/fonts'
import { issuersHandlers } from '../../src/main/handlers/issuers'
import { picturesHandlers } from '../../src/main/handlers/pictures'
import { templatesHandlers } from '../../src/main/handlers/templates'
import { settingsHandlers } from '../../src/main/handlers/settings'
import { translateErrors } from '../../src/main/handlers/translate-errors'

const { badges, designs, events, fonts, issuers, pictures, settings, templates } = contract

/** The calls of the catalog as a shell makes them, contract and all, and the changes they announce. */
export function catalogCalls(catalog: Catalog) {
  const changes: Change[] = []
  const deps = { catalog, announce: (change: Change) => void changes.push(change) }
  const router = implement({ badges, designs, events, fonts, issuers, pictures, settings, templates })
    .use(translateErrors)
    .router({
      badges: badgesHandlers(deps),
      designs: designsHandlers(deps),
      events: eventsHandlers(deps),
      fonts: fontsHandlers(deps),
      issuers: issuersHandlers(deps),
      pictures: picturesHandlers(deps),
      settings: settingsHandlers(deps),
      templates: templatesHandlers(deps),
    })
  return { calls: createRouterClient(router, { context: {} }), changes }
}

/** The code and details that a call failed with. */
export async function failureOf(call: Promise<unknown>): Promise<{ code: unknown; data: unknown }> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return { code: error.code, data: 'data' in error ? error.data : null }
    throw error
  }
  throw new Error('the call did not fail')
}
