import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vite'
import { words } from './src/verify-page/words.ts'

/**
 * Builds the visitor's page into `resources/verify-page/`: verify.html, verify.js and verify.css, which main bundles as
 * text (`?raw`) and publishing writes to every site. One classic script: it also runs from a folder without a server.
 */
const outDir = resolve(import.meta.dirname, 'resources/verify-page')

let folder = outDir

/** The page with its words. Publishing tells its own files by the generator mark, which stands there without a slash. */
function verifyHtml(): string {
  const page = readFileSync(resolve(import.meta.dirname, 'src/verify-page/verify.html'), 'utf8')
  const filled = page.replaceAll('%title%', words.title).replaceAll('%noScript%', words.noScript)
  return filled.replaceAll(' />', '>')
}

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/verify-page'),
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [
    {
      name: 'verify-html',
      configResolved: ({ build }) => {
        folder = resolve(build.outDir)
      },
      closeBundle: () => {
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, 'verify.html'), verifyHtml())
      },
    },
  ],
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    minify: true,
    cssMinify: true,
    lib: {
      entry: resolve(import.meta.dirname, 'src/verify-page/main.ts'),
      formats: ['iife'],
      name: 'blazonVerify',
      fileName: () => 'verify.js',
      cssFileName: 'verify',
    },
  },
})
