import { readFileSync } from 'node:fs'
import { build, type Rollup } from 'vite'
import { expect, it } from 'vitest'
import { rendererConfig } from '../../support/renderer-vite'

it('trap 15: fabric is the one that was looked at, from 7.4.0 on, which mends two holes in its SVG', () => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  const wanted = (read('package.json')['devDependencies'] as Record<string, string>)['fabric'] ?? ''
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/)
  expect(read('node_modules/fabric/package.json')['version']).toBe(wanted)
  const [major = 0, minor = 0] = wanted.split('.').map(Number)
  expect(major * 1000 + minor).toBeGreaterThanOrEqual(7004)
})

it('trap 21: the page bears fabric for browsers only, without canvas and jsdom; pictures for persons come from its own drawing', async () => {
  const config = rendererConfig('unused')
  // What is in it does not depend on the compiler of components, which takes most of the time.
  const made = (await build({
    ...config,
    plugins: [],
    build: { ...config.build, write: false },
  })) as Rollup.RollupOutput
  const modules = made.output.flatMap((it) => (it.type === 'chunk' ? it.moduleIds : []))
  expect(modules.some((it) => it.includes('/node_modules/fabric/'))).toBe(true)
  expect(
    modules.filter((it) =>
      /\/node_modules\/(canvas|jsdom)\/|fabric\/.*node/.test(it.replace(/.*node_modules/, '/node_modules')),
    ),
  ).toEqual([])
  const batch = readFileSync('src/renderer/app/personal-pictures.ts', 'utf8')
  expect(batch).toMatch(/import \{[^}]*\bexportPng\b[^}]*\} from '\.\.\/drawing'/)
}, 120_000)
