import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { design } from '../../../src/core/designs/document'
import { readTemplate } from '../../../src/core/designs/templates'
import { brokenKind, emptyDesign, readDesign } from '../../../src/core/designs/versions'
import { isBlazonError } from '../../../src/core/errors'
import { designOf, shapeLayer } from '../../support/designs'

const failure = (value: unknown): unknown => {
  try {
    readDesign(value)
    return null
  } catch (error) {
    return isBlazonError(error, 'unreadable_design') ? error.details.reason : error
  }
}

describe('reading a design', () => {
  it('refuses one of a newer version, and what is no design', () => {
    expect(failure({ ...designOf(), version: 3 })).toBe('newer')
    for (const value of [null, 7, [], {}, { version: '1', layers: [] }, { version: 1 }, { version: 0, layers: [] }])
      expect(failure(value)).toBe('not_a_design')
    expect(failure({ version: 1, size: 500, palette: {}, layers: [] })).toBe('damaged')
  })

  it('keeps layers of kinds that it does not know, with everything in them (trap 8)', () => {
    const hologram = { id: 'u', kind: 'hologram', depth: 3, more: { deep: [1, 2] } }
    const read = readDesign({ ...designOf(), layers: [shapeLayer('a'), hologram] })
    expect(read.layers[1]).toEqual(hologram)
  })

  it('makes a placeholder of a known layer with wrong fields, loses nothing of it, and restores it once it can be read (trap 8)', () => {
    const { width: _, ...torn } = shapeLayer('a')
    const read = readDesign({ ...designOf(), layers: [torn, 'nonsense', shapeLayer('c')] })
    expect(read.layers.map(({ kind }) => kind)).toEqual([brokenKind, brokenKind, 'shape'])
    expect(read.layers[0]).toEqual({ id: 'a', kind: brokenKind, was: torn })
    expect(read.layers[1]).toMatchObject({ was: 'nonsense' })
    const again = readDesign(JSON.parse(JSON.stringify(read)))
    expect(again).toEqual(read)
    const mended = { ...read, layers: [{ id: 'a', kind: brokenKind, was: shapeLayer('a') }] }
    expect(readDesign(mended).layers[0]).toEqual(shapeLayer('a'))
  })

  it('refuses more layers than there may be before it reads one of them', () => {
    let read = 0
    const layer = {
      get kind() {
        read += 1
        return 'shape'
      },
    }
    expect(failure({ ...designOf(), layers: Array.from({ length: 1001 }, () => layer) })).toBe('damaged')
    expect(failure({ ...designOf(), version: 1, layers: Array.from({ length: 1001 }, () => layer) })).toBe('damaged')
    expect(read).toBe(0)
  })

  it('gives layers with the same id ids of their own', () => {
    const read = readDesign(designOf(shapeLayer('a'), shapeLayer('a'), shapeLayer('a')))
    expect(new Set(read.layers.map(({ id }) => id)).size).toBe(3)
    expect(read.layers[0]?.id).toBe('a')
  })

  it('reads back what it wrote, and starts with an empty one that fits', () => {
    const written = designOf(shapeLayer('a'))
    expect(readDesign(JSON.parse(JSON.stringify(written)))).toEqual(written)
    expect(design.safeParse(emptyDesign({ field: '#112233' })).success).toBe(true)
  })
})

describe('the templates', () => {
  const folder = new URL('../../../resources/templates/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

  it('are twenty-four, and each fits the schema, bears its file name and is coloured by role', () => {
    expect(files.length).toBeGreaterThanOrEqual(24)
    for (const file of files) {
      const template = readTemplate(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      expect(`${template.id}.json`).toBe(file)
      const colors = JSON.stringify(template.document.layers).match(/#[0-9a-f]{6}/gi) ?? []
      // The one plain colour is the black of half-shades.
      expect(colors.filter((hex) => hex !== '#000000')).toEqual([])
      expect(new Set(template.document.layers.map(({ id }) => id)).size).toBe(template.document.layers.length)
    }
  })
})
