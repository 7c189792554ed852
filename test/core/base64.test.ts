import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesToBase64, fromBase64, toBase64 } from '../../src/core/base64'

describe('base64', () => {
  it('writes what Node writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const text = bytesToBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(new Uint8Array(bytes))
      }),
    )
  })
  it('takes a file of megabytes', async () => {
    const bytes = new Uint8Array(3_000_001).fill(200)
    expect(fromBase64(await toBase64(new Blob([bytes])))).toEqual(bytes)
  })
})
