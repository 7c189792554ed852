import { expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'

it('hands out bytes of any length, never the same twice and never the wiped ones', () => {
  const random = systemRandom()
  const seen = new Set<string>()
  for (let draw = 0; draw < 3000; draw++) {
    const bytes = random(16)
    expect(bytes).toHaveLength(16)
    expect(bytes.some((byte) => byte !== 0)).toBe(true)
    seen.add(Buffer.from(bytes).toString('hex'))
  }
  expect(seen.size).toBe(3000)
  expect(random(100_000)).toHaveLength(100_000)
})
