import { resolve } from 'node:path'
import type { InlineConfig } from 'vite'
import { pagePlugins } from '../../page-plugins.config'

/** How the page is built for tests in a real browser: as the product's, into a folder of one's own. */
export const rendererConfig = (outDir: string): InlineConfig => ({
  configFile: false,
  root: resolve('src/renderer'),
  base: './',
  logLevel: 'error',
  plugins: pagePlugins(),
  build: { outDir, emptyOutDir: true, minify: false, reportCompressedSize: false },
})
