import { BlazonError } from '../../src/core/errors'
import { bake } from '../../src/main/baking/bake'
import { readPng } from '../../src/main/baking/png-chunks'
import { repairPng } from '../../src/main/baking/repair-png'
import { unbake } from '../../src/main/baking/unbake'
import { chunk, everyKindOfPng, insertBefore, itxt, joinChunks, seeded, splitChunks, textChunk, ztxt } from './png'

/** PNGs that were spoilt, by the thousand in the tests and by the million in `npm run bench -- fuzz`: the same ones for the same seed. */

export const assertion = '{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}'

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

/** Every kind of PNG: bare, baked by us, and as others bake. */
function seedPictures(): Buffer[] {
  const pictures = everyKindOfPng().map(([, png]) => png)
  const [picture] = pictures
  return [
    ...pictures,
    ...pictures.map((png) => bake(png, { openbadges: assertion, openbadgecredential: '{}' })),
    insertBefore(picture!, [textChunk('openbadges', 'https://example.org/1'), itxt('openbadges', assertion, true)]),
    insertBefore(picture!, [ztxt('openbadgecredential', '{}'), ztxt('openbadges', 'x'.repeat(5_000))]),
  ]
}

/** Spoilt PNGs without end, one after the other. */
export function* mutations(seed: number): Generator<Buffer> {
  const pictures = seedPictures()
  const random = seeded(seed)
  for (let index = 0; ; index++) {
    const mutated = mutate(pictures[index % pictures.length]!, random)
    yield random() < 0.15 && mutated.length > 60 ? mutated.subarray(0, -1) : mutated
  }
}

/** What can be done with a file, by name. */
const ways = {
  read: (png: Buffer) => readPng(png),
  unbake: (png: Buffer) => unbake(png),
  repair: (png: Buffer) => repairPng(png),
  bake: (png: Buffer) => bake(png, { openbadges: assertion }, { replace: true }),
}

/** Does everything with a spoilt PNG and says how each ended: `accepted`, or with what it was refused. Throws for what is no refusal. */
export function tryAll(png: Buffer): { outcomes: string[]; baked: Buffer | null } {
  let baked: Buffer | null = null
  const outcomes = Object.entries(ways).map(([name, way]) => {
    try {
      const done = way(png)
      if (Buffer.isBuffer(done)) baked = done
      return `${name} accepted`
    } catch (error) {
      if (!(error instanceof BlazonError)) throw error
      return `${name} ${error.code} ${error.details.reason ?? ''}`
    }
  })
  return { outcomes, baked }
}
