import type { Settings } from '../../../core/contract/settings'
import { keysOf, type CommandId, type OwnKeys } from '../../../core/designs/designer-keys'
import { useLibrary } from '../../app/library-facts'
import { shortcutText } from '../../ui/keys'

/** The keys as the person at this computer has them. */
export const ownKeysOf = ({ designerKeys, singleKeys }: Settings): OwnKeys => ({ keys: designerKeys, singleKeys })

/** The first of a command's own keys, as a button or a menu shows it; nothing where it has none. */
export function shownKeys(id: CommandId, own: OwnKeys): { shortcut?: string } {
  const [keys] = keysOf(id, own)
  return keys ? { shortcut: shortcutText(keys) } : {}
}

/** The same for parts of the page, kept fresh: keys may be changed at any time. */
export function useShownKeys(): (id: CommandId) => { shortcut?: string } {
  const { settings } = useLibrary()
  return (id) => shownKeys(id, ownKeysOf(settings))
}
