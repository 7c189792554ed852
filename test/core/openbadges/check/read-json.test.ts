import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '../../../../src/core/openbadges/check/read-json'

const fault = (text: string) => {
  const reading = readJson(text)
  return 'fault' in reading ? reading.fault : null
}

describe('F38: reading a stranger’s JSON', () => {
  it.each([
    ['nested 10,000 deep', '['.repeat(10_000) + ']'.repeat(10_000), 'too_deep'],
    ['nested without an end', '{"a":'.repeat(200_000), 'too_deep'],
    ['over 1 MiB', `"${'x'.repeat(1_048_576)}"`, 'too_large'],
    ['a key given twice', '{"a":1,"a":2}', 'duplicate_key'],
    ['a key given twice, once escaped', '{"a":1,"\\u0061":2}', 'duplicate_key'],
    ['a key given twice, far from its colon', `{"a":1,"a"${' '.repeat(500)}:2}`, 'duplicate_key'],
    ['a key given twice further in', '[{"x":{"b":1,"c":[],"b":2}}]', 'duplicate_key'],
    ['__proto__ as a key', '{"__proto__":{"admin":true}}', 'unsafe_key'],
    ['a number beyond a double', '{"a":1e400}', 'not_json'],
    ['half a surrogate pair', '{"a":"\\ud800"}', 'not_unicode'],
    ['half a surrogate pair in a key', '{"\\udfff":1}', 'not_unicode'],
    ['no JSON', 'hello', 'not_json'],
    ['nothing', '', 'not_json'],
  ])('%s is refused', (_, text, expected) => {
    expect(fault(text)).toBe(expected)
  })

  it('brackets, quotes and keys inside of texts are only texts', () => {
    const value = { a: '{"a":1,"a":2}', b: '\\"[[[['.repeat(100), c: ['a', 'a'], d: { a: 1 } }
    expect(readJson(JSON.stringify(value))).toEqual({ value })
  })

  it('a byte order mark is passed over', () => {
    expect(readJson('\ufeff{"a":1}')).toEqual({ value: { a: 1 } })
  })

  it('everything else that JSON can say is read as it stands', () => {
    const safe = fc
      .jsonValue({ depthSize: 'small', noUnicodeString: false })
      .filter((value) => !JSON.stringify(value).includes('__proto__'))
    fc.assert(
      fc.property(safe, fc.integer({ min: 0, max: 4 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const reading = readJson(text)
        if ('fault' in reading) expect(reading.fault).toBe('not_unicode')
        else expect(JSON.stringify(reading.value)).toBe(JSON.stringify(value))
      }),
    )
  })
})
