/**
 * Who may import whom: the table of the architecture, checked. Types count as imports.
 * A folder that is not named as allowed is forbidden.
 */
const work = 'catalog|baking|signing|publishing|delivery|verification'
const pages = 'designs|badges|programs|earning|people|awards|events|publishing|verification|settings'
const builtIn = { dependencyTypes: ['core'] }

/** Everything below `from` may reach only these folders of `src` (and packages, which other rules name). */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
})
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }, 'Two files that need each other are one, or need a third.'),
    never('no-missing-files', {}, { couldNotResolve: true }, 'The import leads nowhere.'),
    never(
      'core-is-pure',
      { path: '^src/core/' },
      {
        pathNot: [
          '^src/core/',
          // Data that is built in: the JSON-LD contexts.
          '^resources/.+[.]json$',
          '(^|/)node_modules/(zod|@orpc/contract|@scure/bip39|fflate|qrcode|jsonld|rdf-canonize|markdown-it|@types/markdown-it|csv-parse|i18next)/',
        ],
      },
      'Core runs in main, in the page, in a visitor’s browser and on a host: no Node, no DOM, no Electron, pure packages only.',
    ),
    only(
      'main-folders-stand-alone',
      `^src/main/(${work})/`,
      ['^src/core/', '^src/main/platform/', '^src/main/$1/'],
      'What one needs of another is handed in as a function.',
    ),
    only(
      'handlers-are-thin',
      '^src/main/handlers/',
      ['^src/core/', `^src/main/(${work}|platform|handlers)/`],
      'A handler knows core and the folders that do the work; never app or a shell.',
    ),
    never(
      'handlers-not-each-other',
      { path: '^src/main/handlers/([^/.]+)' },
      { path: '^src/main/handlers/', pathNot: '^src/main/handlers/$1[/.]' },
      'What two handlers need belongs to core or to a folder that does the work.',
    ),
    only(
      'platform-is-below',
      '^src/main/platform/',
      ['^src/core/', '^src/main/platform/'],
      'Everything of main stands on it.',
    ),
    only(
      'app-is-the-root',
      '^src/main/(app\\.ts$|wiring/)',
      ['^src/core/', `^src/main/(${work}|platform|handlers|wiring)/`],
      'The shells are coats around it.',
    ),
    only(
      'shells-are-thin',
      '^src/main/shells/([^/]+)/',
      ['^src/core/', '^src/main/app\\.ts$', '^src/main/platform/', '^src/main/shells/$1/'],
      'A shell reaches the work through the contract only, and knows no other shell.',
    ),
    only(
      'electron-entry',
      '^src/main/index\\.ts$',
      ['^src/core/', '^src/main/(app\\.ts$|platform/|shells/electron/)'],
      'The entry of one shell.',
    ),
    only(
      'loopback-entry',
      '^src/main/loopback\\.ts$',
      ['^src/core/', '^src/main/(app\\.ts$|platform/|shells/loopback/)'],
      'The entry of one shell.',
    ),
    only(
      'cli-entry',
      '^src/main/cli\\.ts$',
      ['^src/core/', '^src/main/(app\\.ts$|platform/|shells/cli/)'],
      'The entry of one shell.',
    ),
    never(
      'preload-knows-electron-only',
      { path: '^src/preload/' },
      { pathNot: '(^|/)node_modules/electron/' },
      'A sandboxed preload hands over one port and knows nothing else.',
    ),
    never(
      'electron-in-its-shell-only',
      { path: '^src/', pathNot: '^src/(preload/|main/index\\.ts$|main/shells/electron/)' },
      { path: '(^|/)node_modules/electron/' },
      'Everything else must run without Electron.',
    ),
    only(
      'renderer-pages',
      `^src/renderer/(${pages})/`,
      ['^src/core/', '^src/renderer/(api|ui|drawing|app)/', '^src/renderer/$1/'],
      'Pages do not know each other.',
    ),
    never(
      'pages-take-notices-and-navigation-from-app',
      { path: `^src/renderer/(${pages})/` },
      {
        path: '^src/renderer/app/',
        pathNot:
          '^src/renderer/app/(navigation|routes|library-facts|page-commands|saving|full-screen|dropped-files|take-files|roster-file|list-dialog|confirm-dialog|second-person|project-files|save-file|sheet-pdf|paper|personal-pictures|library-assets|badge-picture|picture-change|state-labels|template-gallery|template-dialog|add-font|issuer-dialog|issuance-fields|received-endorsements|hosting-dialog|unlock-dialog|mail-fields|desk|may|page-needs)\\.tsx?$',
      },
      'App knows the pages; they take from it where one is, what the library is, and the questions asked in more than one place.',
    ),
    only(
      'drawing-stands-alone',
      '^src/renderer/drawing/',
      ['^src/core/', '^src/renderer/drawing/'],
      'A document in, pixels out.',
    ),
    only(
      'api-stands-alone',
      '^src/renderer/api/',
      ['^src/core/', '^src/renderer/api/'],
      'The typed client and its transports.',
    ),
    only(
      'app-and-its-pages',
      '^src/renderer/(app/|main\\.tsx$)',
      ['^src/core/', '^src/renderer/'],
      'App puts the pages together.',
    ),
    only(
      'ui-knows-no-feature',
      '^src/renderer/ui/',
      ['^src/core/(errors|problem)\\.ts$', '^src/renderer/ui/'],
      'Components, tokens, error sentences.',
    ),
    only(
      'verify-page-stands-alone',
      '^src/verify-page/',
      ['^src/core/', '^src/verify-page/'],
      'It runs in a visitor’s browser.',
    ),
    never(
      'fabric-in-drawing-only',
      { path: '^src/', pathNot: '^src/renderer/drawing/' },
      { path: '(^|/)node_modules/fabric/' },
      'Nothing of fabric enters the store, the database or the wire.',
    ),
    never('no-node-in-pages', { path: '^src/(renderer|verify-page)/' }, builtIn, 'It runs in a browser.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|svg|png|woff|woff2|html)$|[.](css|svg|png|woff|woff2|html)[?]' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'metadata' },
  },
}
