import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  badgeFields,
  findingCodes,
  findingKinds,
  libraryRepairs,
  pageRepairs,
} from '../../../../src/core/openbadges/conformance/findings'

const words = JSON.parse(readFileSync('src/renderer/words/en/preflight.json', 'utf8')) as Record<
  'code' | 'repair' | 'field',
  Record<string, string>
>
const has = (table: Record<string, string>, key: string) =>
  ['', '_one', '_other'].some((end) => `${key}${end}` in table)

describe('everything that is looked for before an award', () => {
  it.each(findingCodes)('%s has a sentence, and one click that mends it where something is wrong', (code) => {
    const { level, repair } = findingKinds[code]
    expect(has(words.code, code)).toBe(true)
    expect(repair === null).toBe(level === 'ok')
  })

  it.each([...libraryRepairs, ...pageRepairs])('%s has words on its button and mends something', (repair) => {
    expect(has(words.repair, repair)).toBe(true)
    expect(Object.values(findingKinds).some((kind) => kind.repair === repair)).toBe(true)
  })

  it('is all that there are sentences for', () => {
    const plain = (keys: string[]) => [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort()
    expect(plain(Object.keys(words.code))).toEqual([...findingCodes].sort())
    expect(plain(Object.keys(words.repair))).toEqual([...libraryRepairs, ...pageRepairs].sort())
  })

  it('leads to parts of the badge’s page that are named', () => {
    for (const kind of Object.values(findingKinds)) if ('field' in kind) expect(badgeFields).toContain(kind.field)
  })
})
