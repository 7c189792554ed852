import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileNameFor } from '../../../src/core/awards/file-name'

const token = 'k3f9abcdefghijklmnopqrstuv'.replace('9', '2')
const png = (personName: string, badgeName = 'First aid', ownToken = token) =>
  fileNameFor({ personName, badgeName, token: ownToken }, 'png')
const bytes = (text: string) => new TextEncoder().encode(text).length

describe('fileNameFor', () => {
  it('names the person, the badge and the beginning of the token', () => {
    expect(png('Ana Núñez')).toBe('Ana Núñez - First aid - k3f2abcd.png')
    expect(fileNameFor({ personName: 'Ana', badgeName: 'First aid', token }, 'eml')).toBe(
      'Ana - First aid - k3f2abcd.eml',
    )
  })

  it('row 113: keeps letters of every script, in composed form', () => {
    expect(png('Łukasz Żółć', '急救 Erste Hilfe')).toBe('Łukasz Żółć - 急救 Erste Hilfe - k3f2abcd.png')
    expect(png('محمد علي', 'عربي')).toBe('محمد علي - عربي - k3f2abcd.png')
    expect(png('Zoe\u0308')).toBe('Zo\u00eb - First aid - k3f2abcd.png')
    expect(png("O'Brien-Smith, J. R.")).toBe("O'Brien-Smith, J. R - First aid - k3f2abcd.png")
  })

  it('row 113, F30: leaves nothing of a path', () => {
    expect(png('../../x')).toBe('x - First aid - k3f2abcd.png')
    expect(png('..\\..\\x')).toBe('x - First aid - k3f2abcd.png')
    expect(png('a/b')).toBe('a-b - First aid - k3f2abcd.png')
    expect(png('/etc/passwd', 'C:\\Windows')).toBe('-etc-passwd - C-Windows - k3f2abcd.png'.slice(1))
    expect(png('a\u2215b\uff0fc')).toBe('a-b-c - First aid - k3f2abcd.png')
    expect(png('.', '..')).toBe('badge - k3f2abcd.png')
    expect(png('.hidden', '-rf')).toBe('hidden - rf - k3f2abcd.png')
  })

  it('row 113, F30: steers clear of the names of devices', () => {
    const device = /^(con|prn|aux|nul|com\d|lpt\d)\s*\./i
    for (const name of ['CON', 'nul', 'aux.txt', 'COM1.a', 'com¹.a', 'LPT9 .x', 'PRN.', 'con.tar.gz', 'CONIN$.x']) {
      expect(png(name)).not.toMatch(device)
      expect(png('', name)).not.toMatch(device)
      expect(png(name, '')).not.toMatch(device)
    }
    expect(png('AUX.txt')).toBe('_AUX.txt - First aid - k3f2abcd.png')
    expect(png('Constance')).toBe('Constance - First aid - k3f2abcd.png')
  })

  it('row 113, F30: takes out NUL, controls, direction marks, joiners and half surrogate pairs', () => {
    expect(png('a\0b\r\nc\td')).toBe('abcd - First aid - k3f2abcd.png')
    expect(png('Anna\u202egnp.exe')).toBe('Annagnp.exe - First aid - k3f2abcd.png')
    expect(png('\u200bA\u200dn\ufeffa\u2066')).toBe('Ana - First aid - k3f2abcd.png')
    expect(png('A\ud83cna')).toBe('Ana - First aid - k3f2abcd.png')
    expect(png('A\u00a0\u2003 na')).toBe('A na - First aid - k3f2abcd.png')
  })

  it('row 113, F30: cuts 300 characters to 120 bytes between letters', () => {
    const long = png('é'.repeat(300), '漢'.repeat(300))
    expect(bytes(long)).toBeLessThanOrEqual(120)
    expect(long).toMatch(/^é+ - 漢+ - k3f2abcd\.png$/u)
    expect(png('👩🏽‍🚒'.repeat(60))).toMatch(/^(👩🏽🚒)+👩?🏽? - First aid - k3f2abcd\.png$/u)
    // A short badge leaves the room to the person.
    expect(bytes(png('a'.repeat(300), 'b'))).toBe(119)
    expect(png(`Z${'\u0301'.repeat(400)}`)).toMatch(/ - First aid - k3f2abcd\.png$/)
  })

  it('row 113, F30: ends with the token, so that case twins and namesakes get two files', () => {
    const other = 'zzzzzzzzefghijklmnopqrstuv'
    expect(png('ana').toLowerCase()).not.toBe(png('Ana', 'First aid', other).toLowerCase())
    expect(png('', '')).toBe('badge - k3f2abcd.png')
    expect(png('🏅', '...')).toBe('🏅 - badge - k3f2abcd.png')
  })

  it('is one safe segment whatever the names', () => {
    const name = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units))
    const hostile = fc.string({
      unit: fc.constantFrom('.', '/', '\\', ' ', '-', 'CON', '\0', '\u202e', ':', 'é', '\ud800'),
    })
    fc.assert(
      fc.property(fc.oneof(name, hostile), fc.oneof(name, hostile), (personName, badgeName) => {
        const made = png(personName, badgeName)
        expect(made).toMatch(/ - k3f2abcd\.png$/)
        expect(made).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(made).not.toMatch(/^[.\s-]|\.\./)
        expect(made).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)[\s.]*\./i)
        expect(bytes(made)).toBeLessThanOrEqual(120)
        expect(made.isWellFormed()).toBe(true)
        expect(made.normalize('NFC')).toBe(made)
      }),
      { numRuns: 500 },
    )
  })
})
