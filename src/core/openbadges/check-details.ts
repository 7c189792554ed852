import type { AchievementDetails, ReceivedEndorsement } from '../contract/achievement'
import { BlazonError } from '../errors'
import { NotCanonical, toQuads } from './canonical'
import { issuingContexts } from './contexts'
import { readEndorsement, statedEndorsements } from './endorsements'
import { hostedBadgeContexts } from './older-contexts'
import { openBadges2 } from './v2/build'
import { extensionContexts } from './v2/extension-contexts'
import { statedExtensions } from './v2/extensions'
import { credentials2, openBadges3 } from './v3/build'

/**
 * Refuses what no document could state once it is stored: endorsements that are none, and words in endorsements or extensions
 * that no context defines (`domain.md` row 87: signing would fail at the first award); results whose ids would be another's;
 * two translations into one language.
 * Throws `invalid_input` with field endorsements, extensions, resultDescriptions or translations and a reason: those of `readEndorsement`,
 * `undefined_term` (term names it, where known), `unknown_context`, `malformed`, `repeated`, `unknown_level`.
 */
export async function checkDetails({
  endorsements,
  extensions,
  resultDescriptions,
  translations,
}: AchievementDetails): Promise<void> {
  await checkEndorsements(endorsements)
  if (hasRepeats(resultDescriptions.map(({ key }) => key))) throw refused('resultDescriptions', 'repeated')
  for (const { levels, requiredLevel } of resultDescriptions) {
    const keys = levels.map(({ key }) => key)
    if (hasRepeats(keys)) throw refused('resultDescriptions', 'repeated')
    if (requiredLevel !== '' && !keys.includes(requiredLevel)) throw refused('resultDescriptions', 'unknown_level')
  }
  if (hasRepeats(translations.map(({ language }) => language.toLowerCase()))) throw refused('translations', 'repeated')
  if (extensions.length === 0) return
  if (hasRepeats(extensions.map(({ name }) => name))) throw refused('extensions', 'repeated')
  // A licence's id is one of the short names of its schema, which JSON-LD takes for an address that lacks its beginning.
  const stated = extensions.map(({ name, value: { id: _, ...value } }) => ({ name, value }))
  const document = { '@context': openBadges2, type: 'BadgeClass', ...statedExtensions(stated) }
  await expand('extensions', document, { ...hostedBadgeContexts, ...extensionContexts })
}

const hasRepeats = (words: readonly string[]) => new Set(words).size < words.length

/** The same for what others said of an issuer. */
export async function checkEndorsements(received: readonly ReceivedEndorsement[]): Promise<void> {
  for (const endorsement of received) {
    readEndorsement(endorsement)
    const [stated] = statedEndorsements([endorsement], endorsement.format)
    if (endorsement.format === '2.0') await expand('endorsements', { ...stated }, hostedBadgeContexts)
    else {
      const around = { '@context': [credentials2, openBadges3], id: 'urn:uuid:0', type: ['Profile'] }
      await expand('endorsements', { ...around, endorsement: [stated] }, issuingContexts)
    }
  }
}

async function expand(field: string, document: object, contexts: typeof issuingContexts): Promise<void> {
  try {
    await toQuads(document, contexts)
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    throw refused(field, error.reason, error.term)
  }
}

const refused = (field: string, reason: string, term: string | null = null) =>
  new BlazonError('invalid_input', `cannot be stated: ${reason}`, { field, reason, ...(term === null ? {} : { term }) })
