import { z } from 'zod'
import { call } from './call'
import { base64, id, time, webUrl } from './shapes'

/** `sealed.md`, Verdicts. */
export const verdict = z.enum([
  'valid',
  'genuine_unchecked',
  'unreachable',
  'revoked',
  'suspended',
  'expired',
  'not_yet_valid',
  'altered',
  'invalid',
  'not_a_badge',
])
export type Verdict = z.infer<typeof verdict>

export const checkResult = z.object({
  /** structure, dates, recipient, hosted, issuer, key, signature, context, revocation, expiry, picture, twins … */
  name: z.string(),
  outcome: z.enum(['passed', 'failed', 'unknown', 'warned']),
  /** A code for the sentence in the page, with the words it needs. */
  code: z.string(),
  details: z.record(z.string(), z.string()).default({}),
})
export type CheckResult = z.infer<typeof checkResult>

/** A text of the badge's, as long as its place needs: a stranger wrote it, and pages show it. */
const line = z.string().max(1000)
const prose = z.string().max(20_000)

/** What is about a badge beside the badge itself. Absent in results that were stored before it was read. */
const badgeDetails = {
  achievementType: line.nullable().default(null).describe('OB 3.0 achievementType: Certificate, Badge, ext:…'),
  language: line.nullable().default(null).describe('the language that it is written in, as BCP 47'),
  alignments: z
    .array(z.object({ name: line, url: line.nullable(), framework: line.nullable(), code: line.nullable() }))
    .max(100)
    .default([]),
  results: z
    .array(z.object({ name: line, value: line.nullable(), status: line.nullable(), achievedLevel: line.nullable() }))
    .max(100)
    .default([])
    .describe('what was achieved; `name` and `achievedLevel` are those of the result’s description'),
  evidenceDetails: z
    .array(
      z.object({ url: line.nullable(), name: line.nullable(), narrative: prose.nullable(), genre: line.nullable() }),
    )
    .max(100)
    .default([]),
  endorsements: z
    .array(z.object({ issuerName: line, comment: prose, verdict, because: z.string().nullable() }))
    .max(10)
    .default([])
    .describe('who vouches for the badge, its issuer or its award; each with a verdict of its own'),
  extensions: z
    .array(z.object({ type: line, text: prose }))
    .max(50)
    .default([])
    .describe('OB 1.1 and 2.0 extensions: the name of each and what it says, as plain words'),
}

export const badgeSummary = z.object({
  badgeName: z.string(),
  description: z.string(),
  criteria: z.string(),
  issuerName: z.string(),
  issuerUrl: z.string().nullable(),
  issuerId: z.string(),
  recipient: z.string().nullable().describe('an address in clear where the document has one, else null'),
  recipientMatches: z.boolean().nullable().describe('null when no address was given to compare'),
  awardedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: z.array(z.string()),
  achievementId: z.string().nullable(),
  credentialId: z.string().nullable(),
  imageUrl: z.string().nullable(),
  ...badgeDetails,
})

/** An address that was asked for, and what it answered; `status` null where nothing answered. */
export const fetchedDocument = z.object({
  url: z.string(),
  status: z.int().nullable(),
  type: z.string().nullable().describe('the content type as sent'),
  note: z.string().nullable().describe('what was unusual: a code, such as of a content type that was tolerated'),
})
export type FetchedDocument = z.infer<typeof fetchedDocument>

export const verificationResult = z.object({
  name: z.string(),
  verdict,
  format: z.enum(['2.0', '3.0', 'both', 'older']).nullable(),
  /** The first failing or undecided check, for the sentence. */
  because: z.string().nullable(),
  /** What a person should do about it: one of `adviceCodes` (`core/openbadges/check/advice.ts`); null for nothing. */
  advice: z.string().nullable().default(null),
  checks: z.array(checkResult),
  summary: badgeSummary.nullable(),
  /** What was asked of the network; empty where nothing was. */
  fetched: z.array(fetchedDocument).default([]),
  /** Set when the badge was awarded by this library. */
  ownAwardId: id.nullable(),
  payloads: z.array(z.object({ format: z.enum(['2.0', '3.0', 'older']), text: z.string() })),
  checkedAt: time,
})
export type VerificationResult = z.infer<typeof verificationResult>

export const verificationContract = {
  check: call(
    'Verifies badges: PNG, SVG, JSON, JWT or addresses. Documents of this library are looked up in it; the network is asked only with `online`.',
  )
    .input(
      z
        .object({
          files: z
            .array(z.object({ name: z.string().max(1000), bytes: base64 }))
            .max(100)
            .default([]),
          addresses: z
            .array(webUrl)
            .max(20)
            .optional()
            .describe('badges by their address; the result bears the address as its name'),
          online: z.boolean().default(false).describe('whether addresses that a badge names may be fetched'),
          identity: z.string().max(320).optional(),
        })
        .refine(({ files, addresses = [] }) => files.length + addresses.length > 0, 'a file or an address'),
    )
    .output(z.array(verificationResult)),
  repair: call(
    'A copy of a PNG whose texts have checksums that fit again, so that the badge in it can be read and verified; `mended` names the chunks. Fails with `png_damaged` where more than that is wrong.',
  )
    .input(z.object({ bytes: base64 }))
    .output(z.object({ bytes: base64, mended: z.array(z.enum(['iTXt', 'tEXt', 'zTXt'])) })),
  unbake: call('The payload baked into a file, as stored: 3.0 if present, else 2.0, or the one asked for.')
    .input(z.object({ bytes: base64, format: z.enum(['2.0', '3.0']).optional() }))
    .output(z.object({ format: z.enum(['2.0', '3.0', 'older']), text: z.string() })),
}
