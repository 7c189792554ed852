import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { qrMatrix, qrPath } from '../../../src/core/designs/qr'
import { pathBox } from '../../../src/core/designs/silhouettes/path'

const decoded = (content: string, level: 'L' | 'M' | 'Q' | 'H'): string | undefined => {
  const matrix = qrMatrix(content, level)
  if (typeof matrix === 'string') throw new Error(matrix)
  const quiet = 4
  const module = 3
  const side = (matrix.size + 2 * quiet) * module
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (matrix.dark[Math.floor(y / module) - quiet]?.[Math.floor(x / module) - quiet])
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  return jsQR(pixels, side, side)?.data
}

describe('QR codes', () => {
  it('are read back as what was written, at every level of error correction', () => {
    for (const level of ['L', 'M', 'Q', 'H'] as const)
      for (const content of ['https://example.org/a/9f3', 'Zoë’s badge ✓', '0123456789'])
        expect(decoded(content, level)).toBe(content)
  })

  it('say why there is no code: nothing to write, or more than the largest holds', () => {
    expect(qrMatrix('', 'M')).toBe('empty')
    expect(qrMatrix('é'.repeat(1000), 'H')).toBe('tooLong')
    expect(qrMatrix('a'.repeat(1000), 'L')).toMatchObject({ size: expect.any(Number) as number })
  })

  it('leave the quiet zone clear and fill the rest of their size', () => {
    const matrix = qrMatrix('https://example.org', 'M')
    if (typeof matrix === 'string') throw new Error(matrix)
    const module = 100 / (matrix.size + 8)
    const box = pathBox(qrPath(matrix, 100, 4))
    expect(box?.left).toBeCloseTo(-50 + 4 * module, 2)
    expect(box?.bottom).toBeCloseTo(50 - 4 * module, 2)
  })
})
