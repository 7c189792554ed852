import type { VerificationResult } from '../../core/contract/verification'
import { adviseOn, type Advice } from '../../core/openbadges/check/advice'
import { failed, unknown, warned, type Check } from '../../core/openbadges/check/outcomes'
import { conclude } from '../../core/openbadges/check/verdict'
import { isBlazonError } from '../../core/errors'
import type { Fetched, FetchDocument } from '../../core/ports'
import { asking, type Asking, type AskingDeps } from './asking'
import type { VerifyFile } from './file-verifier'
import type { GuardedFetch } from './guarded-fetch'

export type BadgeFile = { name: string; bytes: Uint8Array }

export type CheckOptions = {
  /** Whether the network may be asked. */
  online: boolean
  identity?: string | undefined
  signal?: AbortSignal | undefined
  /** Copies of before, for addresses that no longer answer. */
  copies?: AskingDeps['copies']
  /** Whether the badge's picture is asked for too, where the file is none. */
  withPicture?: boolean
}

/** What a check gave: the result, the file (what stands at an address, where one was given), and what the network answered. */
export type CheckedBadge = { result: VerificationResult; file: BadgeFile | null; answers: ReadonlyMap<string, Fetched> }

/** Checks a file, or what stands at an address. */
export type CheckBadge = (badge: BadgeFile | { address: string }, options: CheckOptions) => Promise<CheckedBadge>

export type CheckBadgeDeps = {
  verifyFile: VerifyFile
  network: GuardedFetch
  hosted?: FetchDocument | undefined
  ownDocument: (url: string) => Promise<string | null>
  now: () => number
}

/**
 * Makes the function behind every check of a badge: whether it is genuine, from the own library, from folders that stand
 * in for sites and, only where `online` says so, from the network. An address is checked like the file that stands there.
 */
export function badgeChecker({ verifyFile, network, hosted, ownDocument, now }: CheckBadgeDeps): CheckBadge {
  return async (badge, { online, identity, signal, copies, withPicture = false }) => {
    const typed = 'address' in badge ? badge.address : undefined
    const ask = asking({ hosted, network: online ? network : undefined, copies, typed, signal })
    const found: Found = 'address' in badge ? await fileAt(badge.address, ask, ownDocument) : { file: badge }
    let result = found.file && (await verifyFile(found.file, { identity, fetchDocument: ask.fetchDocument }))
    // What is gone may have left a document that says more.
    if (found.check && result?.verdict !== 'revoked') result = withoutFile(found.check, now())
    if (!result) throw new Error('neither a file nor why there is none')
    const picture = withPicture && online && found.file && isText(found.file) ? result.summary?.imageUrl : null
    if (picture) await ask.fetchDocument(picture).catch(() => undefined)
    return {
      result: {
        ...saidWithCopies(result, ask.copiesFrom(), online),
        name: typed ?? result.name,
        fetched: ask.fetched,
      },
      file: result.payloads.length > 0 ? (found.file ?? null) : null,
      answers: ask.answers,
    }
  }
}

type Found = { file?: BadgeFile; check?: Check }

/** What stands at an address, or the check that says why there is nothing. A page of an award leads to its assertion beside it. */
async function fileAt(
  address: string,
  { fetchDocument }: Asking,
  ownDocument: CheckBadgeDeps['ownDocument'],
): Promise<Found> {
  const url = new URL(address)
  url.hash = ''
  const assertion = assertionBeside(url)
  const own = await ownDocument(assertion?.href ?? url.href)
  if (own !== null) return { file: { name: nameOf(assertion ?? url), bytes: new TextEncoder().encode(own) } }
  try {
    for (const one of assertion ? [assertion, url] : [url]) {
      const { status, bytes } = await fetchDocument(one.href)
      const file = { name: nameOf(one), bytes }
      if (status === 200) return { file }
      if (status === 410) return { file, check: failed('revocation', 'revoked', { reason: '' }) }
      if (one === url)
        return {
          check:
            status === 404
              ? unknown('hosted', 'not_found', { url: address })
              : unknown('hosted', 'not_fetched', { url: address, reason: 'no_answer' }),
        }
    }
  } catch (error) {
    if (!isBlazonError(error, 'offline')) throw error
    return { check: unknown('hosted', 'not_fetched', { url: address, reason: error.details.reason ?? 'no_answer' }) }
  }
  return { check: unknown('hosted', 'not_found', { url: address }) }
}

/** Blazon publishes an award's page and its assertion side by side (`sealed.md`, Addresses). */
function assertionBeside(url: URL): URL | null {
  const path = /^(.*\/assertions\/[a-z2-7]{2}\/[a-z2-7]{26})\.html$/.exec(url.pathname)?.[1]
  return path === undefined ? null : new URL(`${path}.json`, url)
}

const isText = ({ bytes }: BadgeFile) => [0x7b, 0x65].includes(bytes.find((byte) => byte > 0x20) ?? 0)

const nameOf = ({ hostname, pathname }: URL) => pathname.split('/').at(-1)?.slice(0, 200) || hostname

function withoutFile(check: Check, now: number): VerificationResult {
  const { verdict } = conclude([check])
  return {
    name: '',
    format: null,
    checks: [check],
    verdict,
    because: check.code,
    advice: adviseOn(verdict, check),
    summary: null,
    fetched: [],
    ownAwardId: null,
    payloads: [],
    checkedAt: new Date(now).toISOString(),
  }
}

/**
 * Copies say what the issuer said on another day: what they prove stands, whether the badge was withdrawn since is open.
 * So they never make a badge `valid` (`sealed.md`, Verdicts).
 */
function saidWithCopies(result: VerificationResult, at: string | null, online: boolean): VerificationResult {
  if (at === null) return result
  if (result.verdict !== 'valid' && result.verdict !== 'genuine_unchecked')
    return { ...result, checks: [...result.checks, warned('hosted', 'copies_used', { at })] }
  return {
    ...result,
    verdict: 'genuine_unchecked',
    because: 'copies_used',
    advice: (online ? 'list_gone' : 'go_online') satisfies Advice,
    checks: [...result.checks, unknown('revocation', 'copies_used', { at })],
  }
}
