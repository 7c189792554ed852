/** What the benchmark of the catalog drives: the whole app behind its contract, and the search by itself. */
export { foldText, searchTerms } from '../../src/core/people/fold'
export { createApp } from '../../src/main/app'
export { openCatalog } from '../../src/main/catalog/open'
export { searchPeople } from '../../src/main/catalog/people'
export { ownerOnlyFileSecrets } from '../../src/main/platform/secrets'
export { findBrowser, launchOptions } from '../support/browser'
