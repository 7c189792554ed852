import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fillPlaceholders,
  fillSubject,
  joinMailTexts,
  placeholders,
  singleLine,
  unknownPlaceholders,
} from '../../../src/core/awards/message'

describe('fillPlaceholders', () => {
  it('puts each value where its word stands, as often as it stands', () => {
    expect(
      fillPlaceholders('{name}, {name}: {badge} by {issuer} on {date} {level} {serial} {link} {custom}', {
        name: 'Ana',
        badge: 'First aid',
        issuer: 'The library',
        date: '2026-02-28',
        level: 'Gold',
        serial: 'K3F2',
        link: 'https://example.org/1',
        custom: 'Thanks!',
      }),
    ).toBe('Ana, Ana: First aid by The library on 2026-02-28 Gold K3F2 https://example.org/1 Thanks!')
  })

  it('leaves nothing where a value is absent', () => {
    expect(fillPlaceholders('[{level}{custom}]', { level: undefined })).toBe('[]')
  })

  it('row 111: never looks into values, takes them as they are, and runs nothing', () => {
    expect(
      fillPlaceholders('{name} {badge}', { name: '{link}{badge}', badge: '$& $1 $` {name}', link: 'secret' }),
    ).toBe('{link}{badge} $& $1 $` {name}')
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'recipient.secret'])
      expect(fillPlaceholders(`{${word}}`, {})).toBe(`{${word}}`)
    expect(fillPlaceholders('{name}', { name: '<b onclick="x">`rm`</b>' })).toBe('<b onclick="x">`rm`</b>')
  })

  it('keeps every other letter of a template', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: fc.constantFrom('{', '}', 'name', 'x', 'N', ' ', '$', '漢', '\ud83c') })
          .filter((text) => !/\{[a-z]+\}/.test(text)),
        (text) => {
          expect(fillPlaceholders(text, { name: 'x' })).toBe(text)
        },
      ),
    )
  })
})

describe('unknownPlaceholders', () => {
  it('row 111: names what is in braces and no placeholder, once each', () => {
    expect(
      unknownPlaceholders('{Name} {{name}} {{recipient.secret}} {nmae} {nmae} { name } {first name} {a[0]}'),
    ).toEqual(['{Name}', '{{name}}', '{{recipient.secret}}', '{nmae}', '{ name }', '{first name}', '{a[0]}'])
  })

  it('is content with every placeholder and with braces around no word', () => {
    expect(unknownPlaceholders(placeholders.map((word) => `{${word}}`).join(' '))).toEqual([])
    expect(unknownPlaceholders('{} { } {1, 2} :-} {-: {"a":1}')).toEqual([])
  })

  it('reads a template of nothing but braces in one pass', () => {
    // Quadratic matching would take minutes here, and the test its time limit.
    for (const hostile of ['{'.repeat(200_000), `${'{'.repeat(100_000)}${'a'.repeat(100_000)}`, '{a '.repeat(100_000)])
      expect(unknownPlaceholders(hostile)).toEqual([])
  })

  it('finds what filling leaves behind', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (word) => {
        const left = fillPlaceholders(`{${word}}`, {}) !== ''
        expect(unknownPlaceholders(`{${word}}`)).toEqual(left ? [`{${word}}`] : [])
      }),
    )
  })
})

describe('subjects', () => {
  it('row 112: takes line ends and controls out of values and template', () => {
    expect(
      fillSubject('Badge for {name}\n{badge}', { name: 'Ana\r\nBcc: all@example.org', badge: 'First\u2028aid\t!' }),
    ).toBe('Badge for Ana Bcc: all@example.org First aid !')
    expect(singleLine(' a\0\u0085b\u2029c\ud800 ')).toBe('a b c\ufffd')
  })

  it('cuts what no subject line shows', () => {
    expect([...fillSubject('{name}', { name: '🏅'.repeat(500) })]).toHaveLength(200)
  })
})

describe('joinMailTexts', () => {
  it('gives one award its own text, and a family each different text once', () => {
    const ana = { subject: 'Your badge', message: 'Dear Ana,\nwell done.' }
    const ben = { subject: 'Your badge', message: 'Dear Ben,\nwell done.' }
    expect(joinMailTexts([ana])).toEqual(ana)
    expect(joinMailTexts([ana, ben, ana])).toEqual({
      subject: 'Your badge',
      message: 'Dear Ana,\nwell done.\n\n* * *\n\nDear Ben,\nwell done.',
    })
    expect(joinMailTexts([ana, { subject: 'Swimming', message: '' }]).subject).toBe('Your badge · Swimming')
  })
})
