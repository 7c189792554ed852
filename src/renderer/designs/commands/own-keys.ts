import type { Settings } from '../../../core/contract/settings'
import type { OwnKeys } from '../../../core/designs/designer-keys'

/** The keys as the person at this computer has them. */
export const ownKeysOf = ({ designerKeys, singleKeys }: Settings): OwnKeys => ({ keys: designerKeys, singleKeys })
