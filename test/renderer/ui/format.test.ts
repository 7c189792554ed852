import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/renderer/ui/format'

describe('dates and sizes for people', () => {
  it('never shifts a calendar day by the zone', () => {
    for (const language of ['en-GB', 'de', 'ja']) {
      const { day } = formats(language)
      expect(day('2026-03-01')).toBe(
        new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(2026, 2, 1)),
      )
    }
  })
  it('writes sizes with a unit that keeps the number short', () => {
    const { bytes } = formats('en')
    expect([999, 1000, 83_100, 4_123_456].map(bytes)).toEqual(['999 B', '1 kB', '83.1 kB', '4.1 MB'])
  })
})
