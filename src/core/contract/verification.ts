import { z } from 'zod'
import { call } from './call'
import { base64, id, time } from './shapes'

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
})

export const verificationResult = z.object({
  name: z.string(),
  verdict,
  format: z.enum(['2.0', '3.0', 'both', 'older']).nullable(),
  /** The first failing or undecided check, for the sentence. */
  because: z.string().nullable(),
  checks: z.array(checkResult),
  summary: badgeSummary.nullable(),
  /** Set when the badge was awarded by this library. */
  ownAwardId: id.nullable(),
  payloads: z.array(z.object({ format: z.enum(['2.0', '3.0', 'older']), text: z.string() })),
  checkedAt: time,
})
export type VerificationResult = z.infer<typeof verificationResult>

export const verificationContract = {
  check: call(
    'Verifies badges: PNG, SVG, JSON or JWT. Nothing is fetched; documents of this library are looked up in it.',
  )
    .input(
      z.object({
        files: z
          .array(z.object({ name: z.string().max(1000), bytes: base64 }))
          .min(1)
          .max(100),
        identity: z.string().max(320).optional(),
      }),
    )
    .output(z.array(verificationResult)),
  unbake: call('The payload baked into a file, as stored: 3.0 if present, else 2.0, or the one asked for.')
    .input(z.object({ bytes: base64, format: z.enum(['2.0', '3.0']).optional() }))
    .output(z.object({ format: z.enum(['2.0', '3.0', 'older']), text: z.string() })),
}
