export { foldText, searchTerms } from '../../src/core/people/fold'
export { openCatalog } from '../../src/main/catalog/open'
export { listPeople, searchPeople } from '../../src/main/catalog/people'
