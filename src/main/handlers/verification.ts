import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { VerificationResult } from '../../core/contract/verification'
import { BlazonError } from '../../core/errors'
import type { CheckBadge } from '../verification/check-badge'
import type { Unbaked } from '../verification/file-verifier'

export type VerificationDeps = {
  checkBadge: CheckBadge
  unbake: (bytes: Uint8Array) => Unbaked
  /** Throws `not_png` and `png_damaged`. */
  repairPng: (bytes: Uint8Array) => { bytes: Buffer; mended: ('iTXt' | 'tEXt' | 'zTXt')[] }
}

/** Calls of `verification.*`: whether files are genuine badges, what is baked into one, and a readable copy of a damaged one. */
export function verificationHandlers(deps: VerificationDeps) {
  const os = implement(contract.verification)
  return {
    check: os.check.handler(async ({ input: { files, addresses = [], online, identity }, signal }) => {
      const badges = [
        ...files.map(({ name, bytes }) => ({ name, bytes: fromBase64(bytes) })),
        ...addresses.map((address) => ({ address })),
      ]
      const results: VerificationResult[] = []
      for (const badge of badges) {
        if (signal?.aborted) break
        results.push((await deps.checkBadge(badge, { online, identity, signal })).result)
      }
      return results
    }),

    repair: os.repair.handler(({ input }) => {
      const { bytes, mended } = deps.repairPng(fromBase64(input.bytes))
      return { bytes: bytes.toString('base64'), mended }
    }),

    unbake: os.unbake.handler(({ input }) => {
      const { payloads } = deps.unbake(fromBase64(input.bytes))
      const wanted = input.format
        ? payloads.find((payload) => payload.format === input.format)
        : (payloads.find((payload) => payload.format === '3.0') ?? payloads[0])
      if (!wanted)
        throw new BlazonError('no_badge_data', 'nothing of that format is baked in', { reason: 'other_format' })
      return { format: wanted.format, text: wanted.text }
    }),
  }
}

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
