import { expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { bake } from '../../../src/main/baking/bake'
import { unbake } from '../../../src/main/baking/unbake'
import { chunk, everyKindOfPng, itxt, joinChunks, seeded, splitChunks } from '../../support/png'

const assertion = '{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}'

/** What a hostile or broken program does to a PNG, by number. CRCs are mended where that lets the change go deeper. */
function mutate(png: Buffer, random: () => number): Buffer {
  const below = (limit: number) => Math.floor(random() * limit)
  const out = Buffer.from(png)
  const chunks = splitChunks(png)
  const some = () => chunks[below(chunks.length)]!
  switch (below(9)) {
    case 0: // a flipped bit
      out[below(out.length)]! ^= 1 << below(8)
      return out
    case 1: // a random run
      out.subarray(below(out.length)).subarray(0, below(16)).fill(below(256))
      return out
    case 2: // cut off
      return out.subarray(0, below(out.length))
    case 3: // a forged length
      out.writeUInt32BE([0, 0x7fffffff, 0x80000000, 0xffffffff, below(out.length * 2)][below(5)]!, some().start)
      return out
    case 4: {
      // a chunk taken out, doubled or moved
      const from = below(chunks.length)
      const wholes = chunks.map((one) => one.whole)
      const [taken] = wholes.splice(from, 1)
      const action = below(3)
      if (action > 0) wholes.splice(below(wholes.length + 1), 0, taken!)
      if (action > 1) wholes.splice(from, 0, taken!)
      return joinChunks(wholes)
    }
    case 5: {
      // contents changed and the CRC mended
      const changed = below(chunks.length)
      return joinChunks(
        chunks.map((one, index) => {
          if (index !== changed) return one.whole
          const data = Buffer.from(one.data)
          if (data.length > 0) data[below(data.length)] = below(256)
          return chunk(one.type, data.subarray(0, random() < 0.5 ? data.length : below(data.length + 1)))
        }),
      )
    }
    case 6: {
      // another type, CRC mended
      const changed = below(chunks.length)
      const types = ['IHDR', 'IDAT', 'IEND', 'iTXt', 'tEXt', 'zTXt', 'PLTE', 'a\0bc', 'fdAT']
      return joinChunks(
        chunks.map((one, index) => (index === changed ? chunk(types[below(types.length)]!, one.data) : one.whole)),
      )
    }
    case 7: // bytes put in
      return Buffer.concat([out.subarray(0, below(out.length)), Buffer.alloc(below(40), below(256)), out.subarray(8)])
    default: // more of it
      return Buffer.concat([out, some().whole])
  }
}

it('F27: takes 20,000 mutations of PNGs with nothing but expected refusals, and bakes only what is whole', () => {
  const pictures = everyKindOfPng().map(([, png]) => png)
  const seeds = [...pictures, ...pictures.map((png) => bake(png, { openbadges: assertion, openbadgecredential: '{}' }))]
  const random = seeded(20_000)
  const outcomes = new Map<string, number>()
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  const attempt = <T>(name: string, work: () => T): T | undefined => {
    try {
      const value = work()
      count(`${name} accepted`)
      return value
    } catch (error) {
      if (!(error instanceof BlazonError)) throw error
      count(`${name} ${error.code} ${error.details.reason ?? ''}`)
      return undefined
    }
  }
  for (let index = 0; index < 20_000; index++) {
    let mutated = mutate(seeds[index % seeds.length]!, random)
    if (random() < 0.3) mutated = mutated.length > 60 && random() < 0.5 ? mutated.subarray(0, -1) : mutated
    attempt('unbake', () => unbake(mutated))
    const baked = attempt('bake', () => bake(mutated, { openbadges: assertion }, { replace: true }))
    if (baked) {
      const own = splitChunks(baked).filter(
        (one) => /^[itz][TE]Xt$/.test(one.type) && one.data.toString('latin1').startsWith('openbadges\0'),
      )
      expect(own.map((one) => one.whole.toString('hex'))).toEqual([itxt('openbadges', assertion).toString('hex')])
      expect(bake(baked, { openbadges: assertion }, { replace: true }).equals(baked)).toBe(true)
    }
  }
  // The mutations reach every refusal that the code knows, and some are harmless.
  const met = [...outcomes.keys()]
  for (const outcome of [
    'bake accepted',
    'bake not_png ',
    'bake png_too_large pixels',
    ...['truncated', 'bad_length', 'bad_crc', 'bad_type', 'bad_header', 'no_header', 'no_pixels', 'no_end'].map(
      (reason) => `bake png_damaged ${reason}`,
    ),
    'bake png_damaged misplaced_chunk',
    'unbake no_badge_data ',
    'unbake png_damaged bad_text',
  ])
    expect(met).toContain(outcome)
})
