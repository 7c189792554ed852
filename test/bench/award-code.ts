/** What the award benchmark drives, in one bundle: the app itself, and the parts that its floor is made of. */
export { foldText } from '../../src/core/people/fold'
export { createApp } from '../../src/main/app'
export { openDatabase } from '../../src/main/catalog/sqlite'
export { ownerOnlyFileSecrets } from '../../src/main/platform/secrets'
