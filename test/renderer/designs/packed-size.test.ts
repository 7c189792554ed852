import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { reencodePng } from '../../../src/main/baking/picture'
import { bakedBytes } from '../../../src/renderer/designs/seeing/packed-size'
import { artPng } from '../../support/png'

describe('the size of a baked badge, told before it is baked', () => {
  it.each([200_000, 400_000, 700_000])('is right within a tenth for art of %i bytes', async (target) => {
    const png = artPng(600, target)
    const { data, width, height } = PNG.sync.read(png)
    const told = await bakedBytes({ data: new Uint8ClampedArray(data), width, height } as unknown as ImageData)
    const { bytes } = await reencodePng(png)
    const documents = 9 * 1024
    expect((told - documents) / bytes.byteLength).toBeGreaterThan(0.9)
    expect((told - documents) / bytes.byteLength).toBeLessThan(1.1)
  })
})
