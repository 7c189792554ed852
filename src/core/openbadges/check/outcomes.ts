import type { CheckResult } from '../../contract/verification'

/** What is looked at, in the order in which people are told. */
export const checkNames = [
  'structure', // the document is the thing that it says it is, with all that it must hold
  'context', // the vocabulary that it is written in
  'dates', // times with a zone, in an order that makes sense
  'recipient', // whom it was awarded to, and whether that is the address given
  'hosted', // OB 2.0 and older: what stands at the badge's own address
  'badge', // OB 2.0 and older: the badge's document
  'issuer', // who says so, and whether that issuer may speak at that address
  'key', // the signing key belongs to the issuer
  'signature', // the signature fits the document
  'revocation', // withdrawn or suspended by the issuer
  'schema', // 1EdTech's strict schema, and those of known extensions
  'endorsement', // what others say of it is theirs
  'expiry', // the time for which it counts
  'picture', // the picture is the one it was awarded in
  'twins', // two documents in one file speak of the same award
] as const
export type CheckName = (typeof checkNames)[number]

/**
 * Every code a check can end with. The list is closed: each shell has one sentence for each
 * (`renderer/verification`, `verify-page/words.ts`). Words for the sentence are in the check's details.
 */
export const checkCodes = [
  'ok',
  // structure
  'not_json', // details.reason: too_large too_deep duplicate_key unsafe_key not_json not_unicode
  'not_a_badge', // JSON, but no kind of badge
  'missing', // details.field
  'wrong', // details.field: there, but not what it must be
  'old_form', // OB 0.5 or 1.x, or a VC 1.1 credential: read, no longer written
  'damaged_png', // the picture's own structure is damaged; details.reason, details.chunk
  'chunk_note', // how the text was baked is unusual; details.reason
  'endorses_another', // an endorsement of something else
  // schema
  'schema_differs', // details.field
  'schema_unknown', // details.url
  // endorsement
  'endorsement_doubtful', // details.issuer
  'endorsement_unchecked', // details.issuer
  // context
  'context_order',
  'context_missing',
  'context_version',
  'context_unknown', // details.url
  'terms_unknown', // properties that no context defines
  'unusual_form', // JSON-LD keywords that could make two readers see two things
  // dates
  'no_zone', // details.field
  'impossible_date', // details.field
  'ends_before_start',
  // recipient
  'matches',
  'matches_other_case', // it is the address given, in other capital letters
  'other_person',
  'not_compared', // no address was given
  'not_an_address', // hashed says one thing, the identity is another
  'weak_hash', // details.algorithm: md5 or sha1
  'matches_weak',
  'unknown_algorithm',
  'no_recipient',
  // hosted, badge, issuer: documents at addresses
  'not_fetched', // details.url, details.reason: not_asked, or why nothing answered
  'not_found', // details.url: the address answers that there is nothing
  'not_readable', // details.url: something, but not this document
  'address_differs', // details.url: the document there names another address as its own
  'differs', // details.field: what is baked is not what stands at its address
  'other_host', // details.host, details.issuerHost: the issuer does not speak for this address
  'issuer_is_an_id',
  'self_named', // details.name: a did:key, which no web site stands behind
  'copies_used', // details.at: its addresses gave nothing, copies that were kept then stood in for them
  // key and signature
  'no_proof',
  'suite_unknown', // details.suite
  'suite_misspelled', // details.suite
  'signed_by_others_too', // the issuer's own signature fits; others signed it as well
  'wrong_purpose',
  'proof_malformed',
  'proof_expired',
  'method_not_issuers', // details.method
  'key_not_listed', // details.method
  'key_malformed',
  'key_retired', // details.at
  'key_unusual', // EdDSA in a JWS: fine, but other readers refuse it
  'changed', // the signature does not fit the document
  'algorithm_refused', // details.algorithm: none, HS256 …
  'header_refused', // details.field: jku, x5u, crit, a private key …
  'claims_differ', // details.field: the JWT says one thing, the credential in it another
  'not_checkable', // this place cannot check such a signature; details.reason
  // revocation
  'not_revocable', // it names no place where a withdrawal could be read
  'revoked', // details.reason, details.at
  'suspended', // details.at
  'list_not_trusted', // the status list is not the issuer's, or its signature does not fit
  'list_outdated', // details.url: its own time is over, or has not begun
  'status_ignored', // details.purpose: message, refresh …
  'status_unknown_type', // details.type
  'status_malformed', // details.field
  // expiry
  'expired', // details.at
  'not_yet_valid', // details.from
  'no_expiry',
  // picture
  'other_picture',
  // twins
  'other_recipient',
  'other_badge',
  'not_comparable', // they name each other, but hash the recipient in two ways
  'one_payload_only', // two chunks of the same kind: the first is read
] as const
export type CheckCode = (typeof checkCodes)[number]

/** One finding, typed by the closed lists; goes over the wire as a `checkResult`. */
export type Check = CheckResult & { name: CheckName; code: CheckCode }

type Details = Record<string, string>
const check =
  (outcome: Check['outcome']) =>
  (name: CheckName, code: CheckCode, details: Details = {}) =>
    ({ name, outcome, code, details }) satisfies Check

/** The check was made and is fine. */
export const passed = check('passed')
/** The check was made and the badge does not stand it. */
export const failed = check('failed')
/** The check could not be made: nothing is said for or against the badge, and it cannot be `valid`. */
export const unknown = check('unknown')
/** Fine, with something that people should know. */
export const warned = check('warned')
