import { describe, expect, it } from 'vitest'
import { errorSentence, sentenceCodes, sentenceReasons } from '../../../src/renderer/ui/error-sentences'
import { words } from '../../../src/renderer/words'

const t = words.getFixedT('en')

describe('the sentences of failures', () => {
  it.each(sentenceCodes)('say of %s what happened, what is safe and what to do next', (code) => {
    const { what, safe, next } = errorSentence({ code, details: {} }, t)
    for (const sentence of [what, safe, next]) {
      expect(sentence).toMatch(/^\p{Lu}.*[.]$/u)
      expect(sentence).not.toMatch(/\{\{|_|errors:/)
    }
  })
  it('differ by the reason where the way out differs', () => {
    for (const [code, reasons] of Object.entries(sentenceReasons))
      for (const reason of reasons) {
        const plain = errorSentence({ code: code as 'secret_unavailable', details: {} }, t)
        const special = errorSentence({ code: code as 'secret_unavailable', details: { reason } }, t)
        expect(special.what, reason).not.toBe(plain.what)
        expect(special.what).not.toContain(reason)
      }
  })
  it('name the folder that is full', () => {
    expect(errorSentence({ code: 'disk_full', details: { folder: 'Badges' } }, t).what).toContain('Badges')
  })
  it('take no words from a reason they do not know', () => {
    expect(errorSentence({ code: 'conflict', details: { reason: 'x.y' } }, t).what).toBe(t('errors:conflict.what'))
  })
})
