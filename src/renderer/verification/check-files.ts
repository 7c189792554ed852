import { toBase64 } from '../../core/base64'
import type { VerificationResult } from '../../core/contract/verification'
import { compareVerdicts } from '../../core/openbadges/check/verdict'
import { client } from '../api/client'

/** A file that was dropped, or an address that was typed (the file is empty then and bears it as its name), and what was found out about it. */
export type Checked = { key: string; file: File; address?: string; result: VerificationResult }

/** Larger than any badge and than what a call takes (`contract/shapes.ts`): not even read. */
const maxFileBytes = 16 * 1024 * 1024

/** How to check: `identity` is an e-mail address to compare the recipient with. */
type Wish = { identity: string; online: boolean; signal: AbortSignal }

/** Checks one thing anew. One call each: a large pile shows how far it is, and one file that is too large spoils nothing. */
export const checkOne = (
  { file, address }: Pick<Checked, 'file' | 'address'>,
  wish: Wish,
): Promise<VerificationResult> => (address === undefined ? checkFile(file, wish) : checkAddress(address, wish))

async function checkAddress(address: string, { identity, online, signal }: Wish): Promise<VerificationResult> {
  const typed = identity.trim()
  const [result] = await client.verification.check(
    { addresses: [address], online, ...(typed ? { identity: typed } : {}) },
    { signal },
  )
  // The contract answers with one result for each address.
  if (!result) throw new Error('an address without a result')
  return result
}

async function checkFile(file: File, { identity, online, signal }: Wish): Promise<VerificationResult> {
  if (file.size > maxFileBytes) return tooLarge(file.name)
  const bytes = await toBase64(file)
  const address = identity.trim()
  const [result] = await client.verification.check(
    { files: [{ name: file.name.slice(0, 1000), bytes }], online, ...(address ? { identity: address } : {}) },
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
