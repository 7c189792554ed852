import { useEffect, useEffectEvent, useState } from 'react'
import type { Settings } from '../../core/contract/settings'
import { client } from '../api/client'
import { useLibrary } from '../app/library-facts'
import { whileSaving } from '../app/saving'
import { useErrors } from '../ui/use-errors'

/** Changes settings at once. */
export function useWriteSettings() {
  const { run } = useErrors()
  return (patch: Partial<Settings>) => run(() => whileSaving(() => client.settings.write(patch)))
}

/** A setting that is typed: saved a moment after the last letter and when the page is left, while `isValid` says so. */
export function useTypedSettings<Key extends keyof Settings>(
  keys: readonly Key[],
  isValid: (draft: Pick<Settings, Key>) => boolean,
) {
  const { settings } = useLibrary()
  const write = useWriteSettings()
  const [draft, setDraft] = useState<Pick<Settings, Key>>(
    () => Object.fromEntries(keys.map((key) => [key, settings[key]])) as Pick<Settings, Key>,
  )
  const isChanged = keys.some((key) => draft[key] !== settings[key])
  const isGood = isValid(draft)
  const save = useEffectEvent(() => {
    if (isChanged && isGood) void write(draft)
  })
  useEffect(() => {
    const timer = setTimeout(() => save(), 600)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => () => save(), [])
  return { draft, isGood, set: (patch: Partial<Pick<Settings, Key>>) => setDraft((it) => ({ ...it, ...patch })) }
}
