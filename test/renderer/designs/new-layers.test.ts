import { describe, expect, it } from 'vitest'
import type { DesignDocument, KnownLayer } from '../../../src/core/designs/document'
import {
  blankDocument,
  newGlyph,
  newPicture,
  newQr,
  newRibbon,
  newText,
} from '../../../src/renderer/designs/new-layers'

const withLayer = (document: DesignDocument, layer: KnownLayer): DesignDocument => ({
  ...document,
  layers: [...document.layers, layer],
})

describe('a new layer', () => {
  it('steps clear of the words, symbols and codes that are there', () => {
    const text = newText(blankDocument(), 'TITLE', 'Title')
    expect(text).toMatchObject({ x: 300, y: 300 })
    const one = withLayer(blankDocument(), text)
    const code = newQr(one, 'Code')
    expect(Math.abs(code.y - text.y)).toBeGreaterThanOrEqual((200 + 64) / 2)
    const glyph = newGlyph(withLayer(one, code), 'phosphor/star', 'Star')
    expect(Math.hypot(glyph.x - code.x, glyph.y - code.y)).toBeGreaterThan(150)
    expect(newText(withLayer(one, newRibbon('folded', 'A', 'Ribbon')), 'MORE', 'More').y).not.toBe(300)
    for (const { y } of [code, glyph]) expect(y > 100 && y < 500).toBe(true)
  })

  it('row 7: of a symbol stands with the middle that the eye sees on its place', () => {
    const plain = newGlyph(blankDocument(), 'phosphor/star', 'Star')
    const { x, y } = newGlyph(blankDocument(), 'phosphor/star', 'Star', { x: -0.1, y: 0.05 })
    expect([x, y]).toEqual([plain.x + 0.1 * plain.size, plain.y - 0.05 * plain.size])
  })

  it('row 3: of a ribbon grows with its words', () => {
    expect(newRibbon('folded', 'A', 'Ribbon').grows).toBe(true)
  })

  it('of a picture is cut, not distorted, when a side is pulled, and shows all of it at first', () => {
    const picture = newPicture({ sha256: 'a'.repeat(64), width: 800, height: 400 }, 'Photo')
    expect(picture).toMatchObject({ fit: 'cover', crop: null, width: 400, height: 200 })
  })
})
