import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { words } from '../../../src/renderer/words'

const root = 'src/renderer'
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))

/** Every key that stands whole in the code, with its namespace: `t('title')` under `useTranslation('people')`, `t('errors:x')`. */
const used = sources.flatMap((path) => {
  const text = readFileSync(join(root, path), 'utf8')
  const spaces = [...text.matchAll(/useTranslation\('(\w+)'\)/g)].map((it) => it[1] ?? '')
  return [...text.matchAll(/\bt\(\s*'([\w.]+(?::[\w.]+)?)'/g)].map((it) => ({ path, key: it[1] ?? '', spaces }))
})
/** Where a file is handed its `t`, any namespace may be meant. */
const allSpaces = Object.keys(words.store.data['en'] ?? {})
const has = (space: string, key: string) => ['', '_one', '_other'].some((end) => words.exists(`${space}:${key}${end}`))

describe('the words', () => {
  it('are there for every key in the code', () => {
    const missing = used.filter(({ key, spaces }) => {
      const [space, rest] = key.split(':')
      return rest ? !has(space ?? '', rest) : !(spaces.length > 0 ? spaces : allSpaces).some((it) => has(it, key))
    })
    expect(missing.map(({ path, key }) => `${path}: ${key}`)).toEqual([])
    expect(used.length).toBeGreaterThan(100)
  })
  it('are there for everything that the start of a library has to tell', () => {
    const raised = [...readFileSync('src/main/catalog/open.ts', 'utf8').matchAll(/notices\.push\('(\w+)'\)/g)]
    const shown = readFileSync(join(root, 'app/library-notices.tsx'), 'utf8')
    expect(raised.length).toBeGreaterThan(0)
    for (const code of raised.map((it) => it[1] ?? '')) {
      expect(shown, code).toContain(`'${code}'`)
      expect([has('app', `notices.${code}.title`), has('app', `notices.${code}.sentence`)], code).toEqual([true, true])
    }
  })
  it('have both forms of each plural', () => {
    const check = (value: unknown, at: string): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, inner]) => {
            const twin = key.endsWith('_one') ? key.replace(/_one$/, '_other') : key.replace(/_other$/, '_one')
            return [...(twin !== key && !(twin in value) ? [`${at}.${key}`] : []), ...check(inner, `${at}.${key}`)]
          })
    for (const [space, tree] of Object.entries(words.store.data['en'] ?? {})) expect(check(tree, space)).toEqual([])
  })
})
