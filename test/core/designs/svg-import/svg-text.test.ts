import { describe, expect, it } from 'vitest'
import { isSvg, maxSvgBytes, safeSvgText } from '../../../../src/core/designs/svg-import/svg-text'
import { isBlazonError } from '../../../../src/core/errors'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const reason = (text: string): unknown => {
  try {
    safeSvgText(bytes(text))
  } catch (error) {
    return isBlazonError(error) ? error.details.reason : error
  }
  return null
}

describe('the text of an SVG', () => {
  it('is known by how it begins, whatever stands before its root', () => {
    for (const text of [
      '<svg/>',
      '\ufeff  <svg xmlns="http://www.w3.org/2000/svg">',
      '<?xml version="1.0"?><!-- drawn by hand --><svg width="1"/>',
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg>',
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    ])
      expect(isSvg(bytes(text)), text).toBe(true)
    expect(isSvg(Buffer.from('\ufeff<svg/>', 'utf16le'))).toBe(true)
    for (const text of ['', 'svg', '<html><p>svg</p>', '<svgfoo>', 'a picture of <svg>'])
      expect(isSvg(bytes(text)), text).toBe(false)
  })

  it('loses the declaration of its type, and is refused where that declares anything', () => {
    expect(safeSvgText(bytes('<!DOCTYPE svg PUBLIC "a" "b">\n<svg/>'))).toBe('<svg/>')
    expect(reason('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>')).toBe('entities')
    expect(reason('<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a "b">]><svg/>')).toBe('entities')
    expect(reason('<!doctype svg SYSTEM "x" [ ]><svg/>')).toBe('entities')
    expect(reason('<!-- <!DOCTYPE x [ ]> --><svg/>')).toBe(null)
  })

  it('is looked over in one pass, and refused where a comment is not closed', () => {
    const began = performance.now()
    expect(reason(`<svg>${'<!--'.repeat(maxSvgBytes / 4 - 2)}`)).toBe('damaged')
    expect(reason('<svg><!-- a --><!ENTITY x "y"><!-- b --></svg>')).toBe('entities')
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('is refused where there is more of it than a drawing needs', () => {
    expect(reason(`<svg>${' '.repeat(maxSvgBytes)}</svg>`)).toBe('too_complex')
  })
})
