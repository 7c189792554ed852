import i18next from 'i18next'
import { expect, it } from 'vitest'
import { changesInWords } from '../../../src/renderer/designs/versions/changes-in-words'
import versions from '../../../src/renderer/words/en/versions.json'
import { designOf, shapeLayer } from '../../support/designs'

const words = i18next.createInstance()
await words.init({ lng: 'en', resources: { en: { versions } }, interpolation: { escapeValue: false } })
const t = words.getFixedT('en', 'versions')
const before = designOf(shapeLayer('a', { name: 'Shield' }))

it('says of every change what it is, of guides and locks too', () => {
  expect(changesInWords(t, before, designOf(shapeLayer('a', { name: 'Shield', locked: true })))).toEqual([
    'Shield: locked',
  ])
  expect(changesInWords(t, designOf(shapeLayer('a', { name: 'Shield', locked: true, x: 20 })), before)).toEqual([
    'Shield: moved, unlocked',
  ])
  expect(changesInWords(t, before, { ...before, guides: [{ axis: 'x', at: 100 }] })).toEqual([
    'The guides are different',
  ])
  expect(changesInWords(t, before, structuredClone(before))).toEqual([])
})
