import { describe, expect, it } from 'vitest'
import type { VerificationResult } from '../../../src/core/contract/verification'
import { fetchFaults, fetchNotes, fetchSentence } from '../../../src/core/openbadges/check/fetch-notes'
import { hostsToAsk } from '../../../src/renderer/verification/hosts-to-ask'
import { readWebAddress } from '../../../src/renderer/verification/read-web-address'
import { words } from '../../../src/renderer/words'

const result = (urls: string[]): VerificationResult => ({
  name: 'a.png',
  verdict: 'unreachable',
  format: '2.0',
  because: 'not_fetched',
  advice: null,
  checks: urls.map((url) => ({ name: 'hosted', outcome: 'unknown', code: 'not_fetched', details: { url } })),
  fetched: [],
  summary: null,
  ownAwardId: null,
  payloads: [],
  checkedAt: '2026-06-20T12:00:00Z',
})

describe('looking online from Verify', () => {
  it('has the same sentence for every note as the command line', () => {
    const ours = words.getResource('en', 'received', 'note') as Record<string, string>
    expect(ours).toEqual({ ...fetchFaults, ...fetchNotes })
    expect([fetchSentence('html'), fetchSentence('a_note_of_tomorrow'), fetchSentence(null)]).toEqual([
      fetchNotes.html,
      '',
      '',
    ])
  })

  it('names each host once that a missing document stands on', () => {
    expect(hostsToAsk(result(['https://a.org/1', 'https://a.org/2', 'https://b.org:8443/', 'no address']))).toEqual([
      'a.org',
      'b.org:8443',
    ])
    expect(hostsToAsk(result([]))).toEqual([])
  })

  it.each([
    ['https://a.org/x.json', 'https://a.org/x.json'],
    ['  a.org/x.json\n', 'https://a.org/x.json'],
    ['http://a.org', 'http://a.org/'],
    ['a.org:8443/x', 'https://a.org:8443/x'],
    ['', null],
    ['a badge', null],
    ['badge', null],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['https://ann:secret@a.org/', null],
    [`https://a.org/${'x'.repeat(2048)}`, null],
  ])('reads %j as the address %j', (typed, address) => expect(readWebAddress(typed)).toBe(address))
})
