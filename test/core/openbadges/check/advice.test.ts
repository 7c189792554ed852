import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../src/core/contract/verification'
import { BlazonError } from '../../../../src/core/errors'
import { adviceCodes, adviceSentence, adviseOn } from '../../../../src/core/openbadges/check/advice'
import { checkPayloads } from '../../../../src/core/openbadges/check/check-payloads'
import { failed } from '../../../../src/core/openbadges/check/outcomes'
import { pictureHint } from '../../../../src/core/openbadges/check/picture-hint'
import type { CheckPorts } from '../../../../src/core/openbadges/check/ports'
import {
  assertionUrl,
  hostedAssertion,
  listUrl,
  portsFor,
  signedCredential,
  webOf,
  type Document,
  type Web,
} from '../../../support/badges-in'

async function advice(badge: Document, web: Web | null, more: Partial<CheckPorts> = {}) {
  const { verdict, advice } = await checkPayloads([JSON.stringify(badge)], portsFor(web, more))
  return [verdict, advice]
}
const silent = (reason: string): Partial<CheckPorts> => ({
  fetchDocument: () => Promise.reject(new BlazonError('offline', 'no answer', { reason })),
})

describe('advice', () => {
  it('is none for a valid badge, and one of the closed list for every other verdict', () => {
    const verdicts = [
      'genuine_unchecked',
      'unreachable',
      'revoked',
      'suspended',
      'expired',
      'not_yet_valid',
      'altered',
      'invalid',
      'not_a_badge',
    ] as const satisfies Verdict[]
    expect(adviseOn('valid', null)).toBeNull()
    for (const verdict of verdicts) expect(adviceCodes).toContain(adviseOn(verdict, null))
    for (const code of adviceCodes) expect(adviceSentence(code)).toMatch(/^[A-Z].*[.]$/)
    expect(adviceSentence('a_code_of_tomorrow')).toBe('')
    expect(adviceSentence(null)).toBe('')
  })

  it('of a hosted badge: look there, while nobody has; its issuer is gone, where nobody answers', async () => {
    const badge = await hostedAssertion()
    expect(await advice(badge, null)).toEqual(['unreachable', 'go_online'])
    expect(await advice(badge, null, silent('not_asked'))).toEqual(['unreachable', 'go_online'])
    expect(await advice(badge, null, silent('no_answer'))).toEqual(['unreachable', 'issuer_gone'])
    expect(await advice(badge, await webOf({ [assertionUrl]: null }))).toEqual(['unreachable', 'issuer_gone'])
    expect(await advice(badge, await webOf({ [assertionUrl]: 503 }))).toEqual(['unreachable', 'issuer_gone'])
    expect(await advice(badge, await webOf({ [assertionUrl]: '<html>For sale</html>' }))).toEqual([
      'unreachable',
      'issuer_gone',
    ])
  })

  it('of a signed badge: what is proved is proved, also where the list of withdrawn badges is gone', async () => {
    const badge = await signedCredential()
    expect(await advice(badge, await webOf({ [listUrl]: null }))).toEqual(['genuine_unchecked', 'list_gone'])
    expect(await advice(badge, await webOf())).toEqual(['valid', null])
  })

  it('where the address is not the recipient’s: another one may be', async () => {
    const ports = portsFor(await webOf())
    const { advice } = await checkPayloads([JSON.stringify(await signedCredential())], ports, {
      identity: 'someone@else.example',
    })
    expect(advice).toBe('try_another_address')
  })

  it('row 24: it is said where an address matched only with other capital letters', async () => {
    const badge = JSON.stringify(await signedCredential())
    const recipient = async (identity: string) => {
      const { checks } = await checkPayloads([badge], portsFor(await webOf()), { identity })
      return checks.find(({ name }) => name === 'recipient')?.code
    }
    expect(await recipient('ann@example.org')).toBe('matches')
    expect(await recipient('Ann@Example.ORG')).toBe('matches_other_case')
  })

  it.each([
    ['jpeg', 'saved_as_photo'],
    ['heic', 'saved_as_photo'],
    ['zip', 'unpack'],
    ['empty', 'ask_again'],
    ['no_badge_data', 'ask_for_original'],
    ['pdf', 'ask_for_original'],
  ])('of a file without a badge (%s) is %s', async (reason, expected) => {
    const ports = portsFor(null)
    const found = await checkPayloads([], ports, {}, [failed('structure', 'not_a_badge', { reason })])
    expect(found).toMatchObject({ verdict: 'not_a_badge', advice: expected })
    const shot = await checkPayloads([], ports, {}, [failed('structure', 'not_a_badge', { reason })], 'screenshot')
    expect(shot.advice).toBe('screenshot')
  })
})

describe('a picture without a badge', () => {
  const chunk = (type: string, data: Uint8Array) => [
    ...new Uint8Array(new Uint32Array([data.length]).buffer).reverse(),
    ...new TextEncoder().encode(type),
    ...data,
    0,
    0,
    0,
    0,
  ]
  const number = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
  const png = (width: number, height: number, ...chunks: [type: string, text: string][]) =>
    Uint8Array.from([
      0x89,
      0x50,
      0x4e,
      0x47,
      0x0d,
      0x0a,
      0x1a,
      0x0a,
      ...chunk('IHDR', Uint8Array.from([...number(width), ...number(height), 8, 6, 0, 0, 0])),
      ...chunks.flatMap(([type, text]) => chunk(type, new TextEncoder().encode(text))),
      ...chunk('IEND', new Uint8Array()),
    ])

  it.each<[string, string, Uint8Array]>([
    ['a name', 'Screenshot 2026-06-20 at 10.00.00.png', png(700, 500)],
    ['a name in German', 'Bildschirmfoto 2026-06-20.png', png(700, 500)],
    ['a telephone’s screen', 'badge.png', png(1170, 2532)],
    ['a computer’s screen', 'x.png', png(1920, 1080)],
    ['the program that made it', 'x.png', png(400, 400, ['tEXt', 'Software\0gnome-screenshot'])],
    ['its Exif comment', 'image0.png', png(400, 400, ['eXIf', 'UserComment ASCII Screenshot'])],
    ['a name, whatever the file is', 'Screenshot_20260620.jpg', Uint8Array.of(0xff, 0xd8)],
  ])('looks like a screenshot by %s', (_, name, bytes) => {
    expect(pictureHint(bytes, name)).toBe('screenshot')
  })

  it.each<[string, string, Uint8Array]>([
    ['a camera’s name', 'IMG_1234.PNG', png(600, 600)],
    ['a chat’s name', 'WhatsApp Image 2026-06-20.jpeg', Uint8Array.of(0xff, 0xd8)],
    ['the encoder of a phone', 'badge.png', png(600, 600, ['iDOT', '1234567'])],
  ])('seems to have been saved as a photo by %s', (_, name, bytes) => {
    expect(pictureHint(bytes, name)).toBe('saved_as_photo')
  })

  it('of which nothing tells is only a picture', () => {
    expect(pictureHint(png(600, 600), 'reading-star.png')).toBeNull()
    expect(pictureHint(new Uint8Array(), '')).toBeNull()
    expect(pictureHint(png(600, 600).subarray(0, 40), 'badge.png')).toBeNull()
    expect(
      pictureHint(
        Uint8Array.from([...png(600, 600).subarray(0, 33), 255, 255, 255, 255, 1, 2, 3, 4, 5, 6, 7, 8]),
        'a.png',
      ),
    ).toBeNull()
  })
})
