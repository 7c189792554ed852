import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { codeState, newCode, plainCode, readings } from '../../../src/core/earning/codes'

describe('claim codes', () => {
  it('are four words that can be read aloud, or ten letters and figures in two groups', () => {
    for (let turn = 0; turn < 50; turn++) {
      expect(newCode('words', randomBytes)).toMatch(/^[a-z]+(-[a-z]+){3}$/)
      expect(newCode('letters', randomBytes)).toMatch(/^[2-9A-HJKMNP-TV-X]{5}-[2-9A-HJKMNP-TV-X]{5}$/)
    }
  })

  it('do not favour the first letters where a byte does not divide evenly', () => {
    const bytes = [255, 252, 1, 2, 3, 4, 5, 6, 7, 8, 9, 27]
    let at = 0
    expect(newCode('letters', () => Uint8Array.of(bytes[at++] ?? 0))).toBe('34567-89ABX')
  })

  it('are the same however they are typed', () => {
    for (const typed of [
      'maple-river-candle-wolf',
      ' Maple River  candle\twolf ',
      'MAPLERIVER–CANDLE_WOLF',
      'ｍaple river candle wolf',
    ])
      expect(plainCode(typed)).toBe('maplerivercandlewolf')
    expect(plainCode(' -–_ ')).toBe('')
  })

  it('are read as what was meant, where a letter was taken for another or a word was misspelt', () => {
    expect(readings('K7MU2-YRT9H')).toEqual(['k7mu2yrt9h', 'k7mv2vrt9h'])
    expect(readings('K7MQZ-XRT9H')).toEqual(['k7mqzxrt9h', 'k7mq2xrt9h'])
    expect(readings('Mapel, river candey wolfs')).toEqual(['mapelrivercandeywolfs'])
    expect(readings('maple river candey wolfs')).toEqual(['maplerivercandeywolfs', 'maplerivercandywolf'])
    expect(readings('mapl rive cand wolf')).toEqual(['maplrivecandwolf', 'maplerivercandywolf'])
    expect(readings('maple-river-candy-wolf')).toEqual(['maplerivercandywolf'])
    expect(readings('maple river')).toEqual(['mapleriver'])
    expect(readings(' - ')).toEqual([])
  })

  it('stay used after their time, and end the second they expire', () => {
    const code = { isUsedUp: false, cancelledAt: null, expiresAt: '2026-06-20T13:00:00Z' }
    expect(codeState(code, '2026-06-20T12:59:59Z')).toBe('open')
    expect(codeState(code, '2026-06-20T13:00:00Z')).toBe('expired')
    expect(codeState({ ...code, cancelledAt: '2026-06-20T12:00:00Z' }, '2026-06-20T14:00:00Z')).toBe('cancelled')
    expect(codeState({ ...code, isUsedUp: true }, '2026-06-20T14:00:00Z')).toBe('used')
  })
})
