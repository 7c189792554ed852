import type { z } from 'zod'
import type { awardsContract } from '../../../core/contract/awards'
import { isBlazonError } from '../../../core/errors'
import { NotCanonical, toQuads } from '../../../core/openbadges/canonical'
import { conformance2 } from '../../../core/openbadges/conformance/conformance-2'
import { conformance3 } from '../../../core/openbadges/conformance/conformance-3'
import { faultFindings } from '../../../core/openbadges/conformance/fault-findings'
import { finding, type Finding } from '../../../core/openbadges/conformance/findings'
import type { AwardFacts, BadgeFacts } from '../../../core/openbadges/facts'
import { jwsKeyName } from '../../../core/openbadges/jws-signer'
import { encodeMultikey } from '../../../core/openbadges/multikey'
import { assertion, badgeClass, profile } from '../../../core/openbadges/v2/build'
import { credential } from '../../../core/openbadges/v3/build'
import type { readBadgeForAward } from '../../catalog/badges'

type Request = Pick<
  z.output<NonNullable<(typeof awardsContract.preflight)['~orpc']['inputSchema']>>,
  'narrative' | 'evidence' | 'subject' | 'issuance'
>

/** What a proof, its envelope or a JWS adds, with the chunks around the documents. */
const securedBytes = 1_200
/** Stand for what an award draws by lot; nothing of it is ever issued. */
const sample = {
  token: 'a'.repeat(26),
  identityHash: `sha256$${'0'.repeat(64)}`,
  salt: 'a'.repeat(16),
  multikey: encodeMultikey(new Uint8Array(32)),
}

/**
 * Builds the documents of an award as they would be issued, to nobody and unsigned, and tells what the validators would say and whether
 * every word is defined (safe JSON-LD, `domain.md` row 87). A badge that lacks what every document needs has none yet. `bytes` is about
 * what is baked in; `only2`: issued in no format but OB 2.0.
 */
export async function documentFindings(
  badge: ReturnType<typeof readBadgeForAward>,
  { narrative = '', evidence = [], subject, issuance }: Request,
  times: { awardedAt: string; expiresAt: string | null; now: string },
): Promise<{ findings: Finding[]; bytes: number; only2: boolean }> {
  const { issuer, details } = badge
  const base = badge.site?.baseUrl ?? null
  const formats = base === null ? '3.0' : (issuance?.formats ?? issuer?.formats)
  const isBlank = [details.name, details.description, details.criteria].some((text) => text.trim() === '')
  if (issuer === null || isBlank) return { findings: [], bytes: 2 * securedBytes, only2: formats === '2.0' }

  const proof = issuance?.credentialProof ?? issuer.credentialProof
  const isSigned = (issuance?.assertionProof ?? issuer.assertionProof) === 'signed'
  const status = base === null ? null : { listToken: sample.token, index: 0 }
  const award: AwardFacts = {
    token: sample.token,
    identityType: 'emailAddress',
    identityHash: sample.identityHash,
    salt: sample.salt,
    awardedAt: times.awardedAt,
    expiresAt: times.expiresAt,
    status,
    suspension: status,
    narrative,
    evidence,
    subject,
  }
  const facts: BadgeFacts = { ...details, token: badge.token, version: badge.version }
  const now = Date.parse(times.now)
  let bytes = 0
  const weigh = (document: unknown) => {
    bytes += Buffer.byteLength(JSON.stringify(document)) + securedBytes
  }
  const in2 = () => {
    if (base === null || formats === '3.0') return []
    const link = { twin: formats === 'both' }
    const creator = isSigned ? jwsKeyName(base, issuer.token, sample.multikey) : undefined
    const documents = {
      assertion: assertion(base, facts, award, { ...link, creator, jwt: proof === 'jwt' }),
      badgeClass: badgeClass(base, issuer.token, facts, link),
      // The key is published with the profile, once there is one.
      profile: { ...profile(base, issuer, link), ...(creator === undefined ? {} : { publicKey: creator }) },
    }
    weigh(documents.assertion)
    return faultFindings(conformance2(documents, now), 'assertion')
  }
  const in3 = async () => {
    if (formats === '2.0') return []
    const document = credential({ base, issuer, multikey: sample.multikey }, facts, award, proof)
    weigh(document)
    const findings = faultFindings(conformance3(document, now), 'credential')
    // What the rules refuse already is told once.
    if (findings.length === 0) await toQuads(document)
    return findings
  }
  const findings = [...(await orRefused('assertion_refused', in2)), ...(await orRefused('credential_refused', in3))]
  return { findings, bytes, only2: formats === '2.0' }
}

/** What a document's builder or JSON-LD refuses, as a finding. */
async function orRefused(
  code: 'assertion_refused' | 'credential_refused',
  look: () => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    const at = error instanceof NotCanonical ? error.term : isBlazonError(error) ? error.details.field : undefined
    if (at === undefined) throw error
    return [finding(code, { at: at ?? undefined })]
  }
}
