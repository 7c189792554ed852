import { readFileSync } from 'node:fs'
import { build, type Rollup } from 'vite'
import { expect, it } from 'vitest'
import { rendererConfig } from '../../support/renderer-vite'

it('trap 21: the page bears fabric for browsers only, without canvas and jsdom; pictures for persons come from its own drawing', async () => {
  const config = rendererConfig('unused')
  const made = (await build({ ...config, build: { ...config.build, write: false } })) as Rollup.RollupOutput
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
