import { encodeBase64url } from '../openbadges/base64url'
import { looksLikeJws, readJws } from '../openbadges/check/jws'
import { documentText } from '../openbadges/document-text'

type Documents = { assertion: string | null; credential: string | null }
type Json = Readonly<Record<string, unknown>>

/** An identity that is nobody's: no text has this hash. */
const nobody = { type: 'email', hashed: true, identity: `sha256$${'0'.repeat(64)}` }

const ofAssertion = ['@context', 'type', 'id', 'badge', 'verification', 'issuedOn', 'expires', 'related']
const ofCredential = [
  '@context',
  'id',
  'type',
  'name',
  'issuer',
  'validFrom',
  'validUntil',
  'awardedDate',
  'credentialStatus',
  // Claims of a VC-JWT (RFC 7519 §4.1) that say nothing of the subject.
  'iss',
  'jti',
  'nbf',
  'exp',
  'iat',
]

const only = (document: Json, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]])))

const anonymousAssertion = (issued: Json) => ({ ...only(issued, ofAssertion), recipient: nobody })

function anonymousCredential(issued: Json) {
  const subject = issued['credentialSubject']
  const achievement =
    typeof subject === 'object' && subject !== null && 'achievement' in subject ? subject.achievement : undefined
  return {
    ...only(issued, ofCredential),
    credentialSubject: { type: ['AchievementSubject'], ...(achievement === undefined ? {} : { achievement }) },
  }
}

/**
 * What is left of an award's documents when its person is erased: that this badge was awarded, by whom and when, and its status
 * entry, so that a revocation still reaches it; nothing of whom, for what in particular, and no proof, for what was signed is no more.
 * A signed text keeps its form, with an empty signature: it still stands in the issuer's revocation list by its id.
 */
export const anonymousDocuments = ({ assertion, credential }: Documents): Documents => ({
  assertion: assertion === null ? null : rewritten(assertion, anonymousAssertion),
  credential: credential === null ? null : rewritten(credential, anonymousCredential),
})

function rewritten(text: string, change: (document: Json) => object): string | null {
  if (!looksLikeJws(text)) return documentText(change(JSON.parse(text) as Json))
  const jws = readJws(text)
  if (jws === null) return null
  const [header = ''] = text.split('.')
  return `${header}.${encodeBase64url(new TextEncoder().encode(JSON.stringify(change(jws.payload))))}.`
}
