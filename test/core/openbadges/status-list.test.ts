import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import {
  decodeStatusList,
  encodeStatusList,
  nextValidFrom,
  readBit,
  statusBits,
  statusListSize,
} from '../../../src/core/openbadges/status-list'
import { statusEntry } from '../../../src/core/openbadges/v3/build'
import { gzip } from '../../../src/main/signing/ports'

describe('status lists', () => {
  it.each([
    [0, 0, 0x80],
    [7, 0, 0x01],
    [8, 1, 0x80],
    [131_071, 16_383, 0x01],
  ])('row 81: entry %i is in byte %i, counted from its most significant bit', (index, byte, value) => {
    const bits = statusBits([index])
    expect(bits.length).toBe(16_384)
    expect(bits[byte]).toBe(value)
    expect(bits.filter((other) => other !== 0).length).toBe(1)
    expect(readBit(bits, index)).toBe(true)
  })

  it('row 81: the index in a credential is a text', () => {
    expect(statusEntry('https://example.org/status/x.json', 7).statusListIndex).toBe('7')
  })

  it('row 81: reads back what was written, whatever entries are set', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(statusListSize - 1), { maxLength: 50 }), async (set) => {
        const bits = await decodeStatusList(await encodeStatusList(statusBits(set), gzip), gzip)
        expect(set.every((index) => bits !== null && readBit(bits, index))).toBe(true)
        expect(Uint8Array.from(bits ?? [])).toEqual(statusBits(set))
      }),
      { numRuns: 20 },
    )
  })

  it('row 82: an entry beyond the list is refused, in writing and in reading', () => {
    for (const index of [131_072, -1, 1.5, Number.NaN]) {
      expect(() => statusBits([index])).toThrow(BlazonError)
      expect(() => readBit(statusBits([]), index)).toThrow(BlazonError)
    }
  })

  it('row 81: a list shorter than the standard’s least is neither written nor believed', async () => {
    const short = new Uint8Array(16_383)
    await expect(encodeStatusList(short, gzip)).rejects.toThrow(BlazonError)
    expect(await decodeStatusList(`u${gzipSync(short).toString('base64url')}`, gzip)).toBeNull()
  })

  it('reads what is no list, or one that would fill the memory, as none', async () => {
    const bomb = gzipSync(new Uint8Array(32 * 1024 * 1024)).toString('base64url')
    for (const text of ['', 'u', 'u####', 'uAAAA', `u${bomb}`]) expect(await decodeStatusList(text, gzip)).toBeNull()
  })

  it('row 84: every new text is valid from a later second, even where the clock stood still or went back', () => {
    const previous = '2026-06-20T13:05:09Z'
    expect(nextValidFrom('2026-06-21T00:00:00Z', previous)).toBe('2026-06-21T00:00:00Z')
    expect(nextValidFrom(previous, previous)).toBe('2026-06-20T13:05:10Z')
    expect(nextValidFrom('2020-01-01T00:00:00Z', previous)).toBe('2026-06-20T13:05:10Z')
    expect(nextValidFrom(previous, null)).toBe(previous)
  })
})
