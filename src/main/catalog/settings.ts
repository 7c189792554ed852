import { settings, type Settings, type SettingsChange } from '../../core/contract/settings'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

type Key = keyof Settings
const keys = Object.keys(settings.shape) as Key[]

/** Settings that let somebody do something, or keep them from it. */
const guardedKeys = ['eventPin', 'lockAfterMinutes'] as const satisfies readonly Key[]

/** Every setting. What was never chosen, and what is stored but no longer understood, has its default; other rows of the table are not looked at. */
export function readSettings(catalog: Catalog): Settings {
  const rows = prepared<[], { key: string; value: string }>(catalog.db, 'SELECT key, value FROM setting').all()
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const chosen = keys.flatMap((key) => {
    const text = stored.get(key)
    const value = text === undefined ? undefined : parsed(text)
    return settings.shape[key].safeParse(value).success ? [[key, value]] : []
  })
  return settings.parse(Object.fromEntries(chosen))
}

/** Changes the settings named and answers with all of them. */
export function writeSettings(catalog: Catalog, change: SettingsChange): Settings {
  catalog.write((tx) => {
    const guarded = guardedKeys.filter((key) => change[key] !== undefined)
    if (guarded.length > 0) tx.audit('settings.saved', { settings: guarded })
    for (const key of keys)
      if (change[key] !== undefined)
        prepared<[string, string]>(
          catalog.db,
          'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        ).run(key, JSON.stringify(change[key]))
  })
  return readSettings(catalog)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
