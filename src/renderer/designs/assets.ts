/** What the designer draws with: the same as every drawing of the page. */
export { libraryAssets as assets } from '../app/library-assets'
