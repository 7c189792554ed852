import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { rendererConfig } from './renderer-vite'

const harness = resolve('test/support/drawing')

/** What tests open in a browser, each with the variable that names its folder where a whole run shares one. */
const kinds = {
  page: { variable: 'BLAZON_TEST_PAGE', mode: 'production', config: rendererConfig },
  /** The page with React for development: it mounts everything twice and complains of what is done wrong; several times as slow. */
  development: { variable: 'BLAZON_TEST_DEVELOPMENT_PAGE', mode: 'development', config: rendererConfig },
  /** What draws, without the app around it. */
  harness: {
    variable: 'BLAZON_TEST_HARNESS',
    mode: 'production',
    config: (outDir: string): InlineConfig => ({
      configFile: false,
      logLevel: 'error',
      root: harness,
      base: './',
      build: { outDir, emptyOutDir: true, minify: false, rolldownOptions: { input: join(harness, 'harness.html') } },
    }),
  },
}

export type BuiltKind = keyof typeof kinds

/** The folder of what was built, and what to call when nobody needs it any more. */
export type Built = { folder: string; remove: () => void }

/** The run's own, else (in a benchmark, in a flow, while watching) one that is built for the caller. */
export async function built(kind: BuiltKind): Promise<Built> {
  const shared = process.env[kinds[kind].variable]
  if (shared) return { folder: shared, remove: () => {} }
  const folder = mkdtempSync(join(tmpdir(), `blazon-${kind}-`))
  // React's own files go by this; vitest says `test`.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = kinds[kind].mode
  try {
    await build(kinds[kind].config(folder))
  } finally {
    process.env['NODE_ENV'] = before
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Builds one for every test of a run: a global setup of vitest, which calls what it answers with at the end. */
export async function share(kind: BuiltKind): Promise<() => void> {
  const { folder, remove } = await built(kind)
  process.env[kinds[kind].variable] = folder
  return remove
}
