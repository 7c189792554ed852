import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { badgeSummary } from '../../../src/core/contract/verification'
import { BadgeDetails } from '../../../src/renderer/verification/badge-details'
import { words } from '../../../src/renderer/words'

const plain = {
  badgeName: 'Reading Star',
  description: '',
  criteria: '',
  issuerName: 'Library',
  issuerUrl: null,
  issuerId: '',
  recipient: null,
  recipientMatches: null,
  awardedAt: null,
  expiresAt: null,
  revokedAt: null,
  reason: null,
  evidence: [],
  achievementId: null,
  credentialId: null,
  imageUrl: null,
}

/** What a person reads, and the links in it. */
function shown(more: object) {
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={words}>
      <BadgeDetails summary={badgeSummary.parse({ ...plain, ...more })} />
    </I18nextProvider>,
  )
  const links = [...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  return { text: markup.replace(/<\/(li|dt|p)>/g, '\n').replace(/<[^>]+>/g, ''), links }
}

describe('what a badge says beyond who, what and when', () => {
  it('is nothing where there is nothing', () => {
    expect(shown({})).toEqual({ text: '', links: [] })
  })

  it('is its results, what it fits to, evidence and extensions', () => {
    const { text, links } = shown({
      results: [{ name: 'Books', value: '12', status: 'Completed', achievedLevel: 'Bookworm' }],
      alignments: [{ name: 'Reading', url: 'https://a.example/r', framework: 'Skills', code: 'R.1' }],
      evidenceDetails: [{ url: 'https://a.example/talk', name: 'The talk', narrative: 'By heart.', genre: 'Film' }],
      extensions: [{ type: 'Geo Coordinates', text: 'latitude: 59.9' }],
    })
    for (const said of [
      'Books: 12, level Bookworm, status Completed',
      'Reading – Skills, R.1',
      'The talk (Film)',
      'By heart.',
      'latitude: 59.9',
    ])
      expect(text).toContain(said)
    expect(links).toEqual(['https://a.example/talk', 'https://a.example/r'])
  })

  it('puts words into somebody’s mouth only where they are proved', () => {
    const one = { issuerName: 'Union', comment: 'The best.', because: null }
    expect(shown({ endorsements: [{ ...one, verdict: 'valid' }] }).text).toContain('Union says: The best.')
    expect(shown({ endorsements: [{ ...one, comment: '', verdict: 'valid' }] }).text).toContain('Union vouches for it.')
    for (const verdict of ['altered', 'invalid', 'unreachable', 'revoked']) {
      const { text } = shown({ endorsements: [{ ...one, verdict }] })
      expect(text).not.toContain('The best.')
      expect(text).toContain('cannot be proved')
    }
  })

  it('shows results that were stored before evidence was read in full, and links nothing but the web', () => {
    const { text, links } = shown({ evidence: ['https://a.example/1', 'javascript:alert(1)'] })
    expect(text).toContain('javascript:alert(1)')
    expect(links).toEqual(['https://a.example/1'])
  })
})
