import type { VerificationResult } from '../../core/contract/verification'
import { isBlazonError } from '../../core/errors'
import { checkPayloads } from '../../core/openbadges/check/check-payloads'
import { failed, passed, warned, type Check } from '../../core/openbadges/check/outcomes'
import { pictureHint } from '../../core/openbadges/check/picture-hint'
import type { CheckPorts, OwnFacts } from '../../core/openbadges/check/ports'
import { knownExtensions } from '../../core/openbadges/check/v2/known-extensions'
import type { PayloadResult } from '../../core/openbadges/check/result'
import type { FetchDocument } from '../../core/ports'
import { digest384, verifyJws, weakDigests } from './node-ports'

/** What came out of a file (`baking/unbake.ts`). */
export type Unbaked = {
  kind: string
  payloads: readonly { format: '2.0' | '3.0' | 'older'; text: string; notes: readonly string[] }[]
  notes: readonly string[]
}

/** An award of this library: its facts, and the digest of the decoded pixels it was awarded with. */
export type OwnAward = OwnFacts & { pixelDigest: string | null }

export type FileVerifierDeps = {
  /** Throws `not_png`, `png_damaged`, `png_too_large`, `no_badge_data` or `unreadable_file`. */
  unbake: (bytes: Uint8Array, options: { fileName?: string }) => Unbaked
  /** SHA-256 of a PNG's decoded pixels, as `picture.pixel_digest` holds it. */
  pixelDigest: (bytes: Uint8Array) => string | Promise<string>
  ports: Pick<CheckPorts, 'digest' | 'gzip' | 'verifyEd25519' | 'now'>
  /** The text that publishing serves at an address of this library; null for every other. */
  ownDocument?: ((url: string) => Promise<string | null>) | undefined
  /** An award of this library, as `CheckPorts.ownFacts` finds it. */
  ownAward?: ((id: string, by: string | null) => Promise<OwnAward | null>) | undefined
  /** What stands in for the network; without it nothing can be fetched. */
  fetchDocument?: FetchDocument | undefined
}

export type VerifyFile = (
  file: { name: string; bytes: Uint8Array },
  options?: {
    identity?: string | undefined
    /** What this check may ask, in place of what every check may. */
    fetchDocument?: FetchDocument | undefined
  },
) => Promise<VerificationResult>

/**
 * Makes the function that says whether a file is a genuine badge (`sealed.md`, Verdicts). It never throws for what is
 * in a file and never goes to the network by itself.
 */
export function fileVerifier(deps: FileVerifierDeps): VerifyFile {
  const { ownDocument, ownAward } = deps
  const usualPorts: CheckPorts = {
    ...deps.ports,
    digest384,
    extensionSchemas: knownExtensions,
    verifyJws,
    weakDigests,
    ...(ownDocument && { ownDocument }),
    ...(ownAward && { ownFacts: ownAward }),
  }
  return async ({ name, bytes }, { identity, fetchDocument = deps.fetchDocument } = {}) => {
    const ports = { ...usualPorts, ...(fetchDocument && { fetchDocument }) }
    const found = {
      name,
      fetched: [],
      ownAwardId: null,
      payloads: [],
      checkedAt: new Date(deps.ports.now()).toISOString(),
    }
    let unbaked: Unbaked
    try {
      unbaked = deps.unbake(bytes, { fileName: name })
    } catch (error) {
      const { results: _, ...verdict } = await checkPayloads(
        [],
        ports,
        {},
        [unreadable(error)],
        pictureHint(bytes, name),
      )
      return { ...found, ...verdict }
    }
    const payloads = unbaked.payloads.map(({ format, text }) => ({ format, text }))
    const texts = payloads.map(({ text }) => text)
    const asked = identity === undefined ? {} : { identity }
    const { results, ...verdict } = await checkPayloads(texts, ports, asked, fileNotes(unbaked))
    const own = await ownOf(results, ownAward)
    // A picture is no part of what is signed: it is told, it changes no verdict.
    if (own?.pixelDigest && unbaked.kind === 'png')
      verdict.checks.push(await checkPicture(bytes, own.pixelDigest, deps))
    return { ...found, ...verdict, ownAwardId: own?.awardId ?? null, payloads }
  }
}

async function ownOf(
  results: readonly PayloadResult[],
  ownAward: FileVerifierDeps['ownAward'],
): Promise<OwnAward | null> {
  for (const { facts } of results) {
    const own = facts?.id ? await ownAward?.(facts.id, facts.by) : null
    if (own) return own
  }
  return null
}

/** A file without readable badge data, in the words of the check. */
function unreadable(error: unknown): Check {
  if (isBlazonError(error, 'png_damaged') || isBlazonError(error, 'png_too_large'))
    return failed('structure', 'damaged_png', {
      reason: error.details.reason ?? error.code,
      ...(typeof error.details.chunk === 'string' && { chunk: error.details.chunk }),
    })
  if (
    isBlazonError(error, 'no_badge_data') ||
    isBlazonError(error, 'not_png') ||
    isBlazonError(error, 'unreadable_file')
  )
    return failed('structure', 'not_a_badge', { reason: error.details.reason ?? error.code })
  throw error
}

/** What is unusual in how the badge was baked (`domain.md` rows 4, 6, 10). */
function fileNotes(unbaked: Unbaked): Check[] {
  const notes = [...unbaked.notes, ...unbaked.payloads.flatMap((payload) => payload.notes)]
  return [...new Set(notes)]
    .filter((note) => note !== 'not_understood' && note !== 'address_only')
    .map((reason) =>
      reason === 'duplicate' ? warned('structure', 'one_payload_only') : warned('structure', 'chunk_note', { reason }),
    )
}

/** Whether the badge still lies in the picture that it was awarded in (`domain.md` row 17); no signature can tell that. */
async function checkPicture(bytes: Uint8Array, awarded: string, deps: FileVerifierDeps): Promise<Check> {
  try {
    return (await deps.pixelDigest(bytes)) === awarded ? passed('picture', 'ok') : warned('picture', 'other_picture')
  } catch {
    return warned('picture', 'other_picture')
  }
}
