import type { CheckResult, VerificationResult } from '../../contract/verification'
import type { CheckCode } from './outcomes'

/**
 * What each check found, in a sentence: for the command line and the visitor's page, which have no table of words of
 * their own. `{word}` is filled from the check's details; English ships first.
 */
export const checkSentences = {
  ok: '',
  not_json: 'It cannot be read ({reason}).',
  not_a_badge: 'It holds no badge.',
  missing: 'It lacks “{field}”.',
  wrong: '“{field}” is not what it must be.',
  old_form: 'It is of an older kind ({edition}).',
  damaged_png: 'The picture file is damaged ({reason}).',
  chunk_note: 'It was put into the picture in an unusual way ({reason}).',
  endorses_another: 'It vouches for something else.',
  schema_differs: 'It is not written as strictly as 1EdTech’s schema asks: “{field}”.',
  schema_unknown: 'It names a schema that is not known here: {url}',
  endorsement_doubtful: 'Somebody is said to vouch for it, and that cannot be trusted ({issuer}).',
  endorsement_unchecked: 'Whether {issuer} really vouches for it could not be checked.',
  context_order: 'Its vocabularies stand in an unusual order.',
  context_missing: 'It does not name the vocabulary {url}.',
  context_version: 'It uses an earlier vocabulary: {url}.',
  context_unknown: 'It uses a vocabulary that is not known here: {url}. So its signature cannot be checked.',
  terms_unknown: 'It holds something that no vocabulary explains ({term}). So its signature cannot be checked.',
  unusual_form: 'It is written in a form that programs may read in two ways. So its signature cannot be checked.',
  no_zone: 'The time “{field}” does not say its time zone.',
  impossible_date: 'The time “{field}” is not possible.',
  ends_before_start: 'It ends before it begins.',
  matches: 'It was awarded to the address that you typed.',
  matches_other_case: 'It was awarded to the address that you typed, written with other capital letters.',
  other_person: 'It was not awarded to the address that you typed.',
  not_compared: 'No address was given to compare.',
  not_an_address: 'It contradicts itself about whom it was awarded to.',
  weak_hash: 'The recipient’s fingerprint is of an old, weak kind ({algorithm}).',
  matches_weak: 'The address fits, but its fingerprint is of an old, weak kind.',
  unknown_algorithm: 'The recipient’s fingerprint is of a kind that is not known here ({algorithm}).',
  no_recipient: 'It was awarded to nobody.',
  not_fetched: 'Not read: {url}',
  not_found: 'There is nothing at {url}. It may not be published yet.',
  not_readable: 'What stands at {url} is not the document.',
  address_differs: 'The document at {url} names another address as its own.',
  differs: 'What the issuer has at the badge’s own address says something else (“{field}”).',
  other_host: 'It is kept at {host}, where the issuer ({issuerHost}) does not speak.',
  issuer_is_an_id: 'It names its issuer by an id only.',
  self_named:
    'No web site stands behind the issuer: that it is “{name}” is its own word. Ask them whether it is theirs.',
  copies_used:
    'It was checked with the copies of the issuer’s documents that were kept on {at}, not with what stands there today.',
  no_proof: 'It is not signed.',
  suite_unknown: 'It is signed in a way that is not known here ({suite}).',
  suite_misspelled: 'It is signed in a way that does not exist ({suite}).',
  signed_by_others_too: 'Others than the issuer have signed it too; their signatures were not checked.',
  wrong_purpose: 'Its signature was made for another purpose.',
  proof_malformed: 'Its signature is broken.',
  proof_expired: 'Its signature has run out.',
  method_not_issuers: 'It was signed with a key that is not the issuer’s: {method}',
  key_not_listed: 'The issuer does not list the key that it was signed with: {method}',
  key_malformed: 'The issuer’s key is broken.',
  key_retired: 'It was signed after the issuer had put the key away ({at}).',
  key_unusual: 'It is signed in a way ({algorithm}) that the validator of 1EdTech refuses, and other programs may too.',
  changed: 'It was changed after it was signed.',
  algorithm_refused: 'It is signed in a way that is not safe ({algorithm}).',
  header_refused: 'Its envelope asks for something that is not safe ({field}).',
  claims_differ: 'Its envelope and the badge in it do not agree ({field}).',
  not_checkable: 'It cannot be checked in this browser, or without the issuer’s key ({reason}).',
  not_revocable: 'It names no place where a withdrawal could be read.',
  revoked: 'The issuer has withdrawn it. {reason}',
  suspended: 'The issuer has put it on hold.',
  list_not_trusted: 'The list of withdrawn badges is not the issuer’s own: {url}',
  list_outdated: 'The list of withdrawn badges is no longer up to date: {url}',
  status_ignored: 'It also keeps a status of another kind ({purpose}), which says nothing about whether it counts.',
  status_unknown_type: 'Withdrawals are kept in a way that is not known here ({type}).',
  status_malformed: 'What it says about withdrawals is broken (“{field}”).',
  expired: 'It ended on {at}.',
  not_yet_valid: 'It begins on {from}.',
  no_expiry: 'It has no end date.',
  other_picture: 'It lies in another picture than the one it was awarded in.',
  other_recipient: 'The two documents in it are for different people.',
  other_badge: 'The two documents in it are for different badges.',
  not_comparable: 'Whether the two documents in it are for the same person cannot be told.',
  one_payload_only: 'It holds more than one badge of a kind; the first was read.',
} as const satisfies Record<CheckCode, string>

/** The sentence for a check; '' where there is nothing to add to its outcome. `sayTime` says a time as its reader does. */
export function checkSentence(
  check: CheckResult,
  sayTime: (time: string) => string = (time) => time.slice(0, 10),
): string {
  const { at, from, ...others } = check.details
  const times = { ...(at && { at: sayTime(at) }), ...(from && { from: sayTime(from) }) }
  const sentence = Object.hasOwn(checkSentences, check.code) ? checkSentences[check.code as CheckCode] : ''
  return fillSentence(sentence, { ...others, ...times })
}

/** The check that decided a verdict; undefined for `valid`. */
export function decidingCheck({
  because,
  checks,
}: Pick<VerificationResult, 'because' | 'checks'>): CheckResult | undefined {
  const found = checks.filter((check) => check.code === because)
  return found.find((check) => check.outcome === 'failed') ?? found.find((check) => check.outcome === 'unknown')
}

/** Fills `{word}`s; a word that is missing leaves nothing. */
export function fillSentence(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, word: string) => values[word] ?? '').trim()
}
