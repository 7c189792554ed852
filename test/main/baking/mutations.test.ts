import { expect, it } from 'vitest'
import { bake } from '../../../src/main/baking/bake'
import { itxt, splitChunks } from '../../support/png'
import { assertion, mutations, tryAll } from '../../support/png-mutations'

it('F27: takes 20,000 mutations of PNGs with nothing but expected refusals, and bakes only what is whole', () => {
  const met = new Set<string>()
  let left = 20_000
  for (const mutated of mutations(20_000)) {
    if (left-- === 0) break
    const { outcomes, baked } = tryAll(mutated)
    for (const outcome of outcomes) met.add(outcome)
    if (baked) {
      const own = splitChunks(baked).filter(
        (one) => /^[itz][TE]Xt$/.test(one.type) && one.data.toString('latin1').startsWith('openbadges\0'),
      )
      expect(own.map((one) => one.whole.toString('hex'))).toEqual([itxt('openbadges', assertion).toString('hex')])
      expect(bake(baked, { openbadges: assertion }, { replace: true }).equals(baked)).toBe(true)
    }
  }
  // The mutations reach every refusal that the code knows, and some are harmless.
  for (const outcome of [
    'read accepted',
    'repair accepted',
    'bake accepted',
    'bake not_png ',
    'bake png_too_large pixels',
    ...['truncated', 'bad_length', 'bad_crc', 'bad_type', 'bad_header', 'no_header', 'no_pixels', 'no_end'].map(
      (reason) => `bake png_damaged ${reason}`,
    ),
    'bake png_damaged misplaced_chunk',
    'repair png_damaged bad_crc',
    'unbake no_badge_data ',
    'unbake png_damaged bad_text',
  ])
    expect([...met]).toContain(outcome)
})
