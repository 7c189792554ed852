import { toBase64 } from '../../core/base64'
import type { VerificationResult } from '../../core/contract/verification'
import { compareVerdicts } from '../../core/openbadges/check/verdict'
import { client } from '../api/client'

/** A file that was dropped, and what was found out about it. */
export type Checked = { key: string; file: File; result: VerificationResult }

/** Larger than any badge and than what a call takes (`contract/shapes.ts`): not even read. */
const maxFileBytes = 16 * 1024 * 1024

/**
 * Checks one file; `identity` is an address to compare the recipient with. One call per file: a large pile shows how
 * far it is, and one file that is too large spoils nothing.
 */
export async function checkFile(file: File, identity: string, signal: AbortSignal): Promise<VerificationResult> {
  if (file.size > maxFileBytes) return tooLarge(file.name)
  const bytes = await toBase64(file)
  const address = identity.trim()
  const [result] = await client.verification.check(
    { files: [{ name: file.name.slice(0, 1000), bytes }], ...(address ? { identity: address } : {}) },
    { signal },
  )
  // The contract answers with one result for each file.
  return result ?? tooLarge(file.name)
}

/** The worst first: what needs a look stands on top. Files of one verdict stay in the order in which they came. */
export const worstFirst = (checked: readonly Checked[]): Checked[] =>
  checked.toSorted((one, other) => compareVerdicts(one.result.verdict, other.result.verdict))

const tooLarge = (name: string): VerificationResult => ({
  name,
  verdict: 'not_a_badge',
  format: null,
  because: 'not_a_badge',
  advice: 'ask_for_original',
  checks: [{ name: 'structure', outcome: 'failed', code: 'not_a_badge', details: { reason: 'too_large' } }],
  summary: null,
  fetched: [],
  ownAwardId: null,
  payloads: [],
  checkedAt: new Date().toISOString(),
})
