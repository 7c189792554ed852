import { expect, it } from 'vitest'
import { migrationHash, migrations } from '../../../src/main/catalog/migrations'

/**
 * A migration that a library has gone through is never edited: the next change is the next file. A new release adds its line here.
 */
const released = ['00dbea163aa5cb3686cbe9f294abb766e13bb7a50a69874c6ab4da4927802ed6']

it('keeps every released migration as it was, numbered from 1 without a gap', () => {
  expect(migrations.slice(0, released.length).map(migrationHash)).toEqual(released)
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})
