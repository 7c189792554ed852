import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, searchTerms } from '../../../src/core/people/fold'

describe('foldText', () => {
  it.each([
    ['Müller', 'muller'],
    ['MÜLLER', 'muller'],
    ['Mu\u0308ller', 'muller'],
    ['Øystein Łukasz Đorđe', 'oystein lukasz dorde'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Æsir Œuvre', 'aesir oeuvre'],
    ['İstanbul ısı', 'istanbul isi'],
    ['ﬁne Ⅳ', 'fine iv'],
    ['Σίσυφος', 'σισυφοσ'],
    ['山田太郎', '山 田 太 郎'],
    ['ガンダム', 'カ ン タ ム'],
    ['김민수', '김 민 수'],
    ['O’Brien-Smith', 'o brien smith'],
    ['ann.lee+tag@Example.org', 'ann lee tag example org'],
    ['  two   spaces ', 'two spaces'],
    ['***', ''],
  ])('folds %s to %s', (text, folded) => expect(foldText(text)).toBe(folded))

  it('folds to itself, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)))
  })
  it('does not depend on case or on how accents are composed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => foldText(text.normalize('NFD')) === foldText(text.normalize('NFC')),
      ),
    )
  })
})

describe('searchTerms', () => {
  it('makes every word the beginning of a word', () => expect(searchTerms('ann exam')).toBe('"ann"* "exam"*'))
  it('keeps an address together as a phrase', () => expect(searchTerms('Ann@Example.org')).toBe('"ann example org"*'))
  it('has nothing to search for in marks alone', () => expect(searchTerms(' * " ')).toBeNull())
  it('F46: query syntax is literal text', () => {
    expect(searchTerms('NEAR("a" b) OR -c:d*')).toBe('"near a"* "b"* "or"* "c d"*')
  })
  it('F46: lets nothing but quoted letters and digits through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const terms = searchTerms(query)
        return (
          terms === null || /^("[\p{L}\p{N}]+( [\p{L}\p{N}]+)*"\*)( "[\p{L}\p{N}]+( [\p{L}\p{N}]+)*"\*)*$/u.test(terms)
        )
      }),
    )
  })
})
