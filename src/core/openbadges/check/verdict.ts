import type { CheckResult, Verdict } from '../../contract/verification'

/** From bad to good; exit codes as in `sealed.md`, Verdicts, where 1 counts before 2 before 3 before 0. */
const ranking: readonly (readonly [Verdict, exit: 0 | 1 | 2 | 3])[] = [
  ['altered', 1],
  ['invalid', 1],
  ['revoked', 1],
  ['suspended', 1],
  ['expired', 1],
  ['not_yet_valid', 1],
  ['not_a_badge', 2],
  ['unreachable', 3],
  ['genuine_unchecked', 3],
  ['valid', 0],
]
const rank = (verdict: Verdict) => ranking.findIndex(([name]) => name === verdict)

/** Orders verdicts from bad to good, for `sort`. */
export const compareVerdicts = (one: Verdict, other: Verdict): number => rank(one) - rank(other)

/** The command line's exit code for a verdict (`sealed.md`, Verdicts). */
export function exitCode(verdict: Verdict): 0 | 1 | 2 | 3 {
  return ranking[rank(verdict)]?.[1] ?? 1
}

/** The result that counts among several (files, or formats in one file); null where there is none. The first of equals. */
export function worst<Result extends { verdict: Verdict }>(results: readonly Result[]): Result | null {
  return results.reduce<Result | null>(
    (found, result) => (found === null || rank(result.verdict) < rank(found.verdict) ? result : found),
    null,
  )
}

/** Codes that have a verdict of their own; every other failed check is `invalid`. */
const verdictOfCode: Readonly<Record<string, Verdict>> = {
  changed: 'altered',
  differs: 'altered',
  revoked: 'revoked',
  suspended: 'suspended',
  expired: 'expired',
  not_yet_valid: 'not_yet_valid',
  not_a_badge: 'not_a_badge',
  damaged_png: 'not_a_badge',
}

/**
 * The verdict of one document from its checks, and the check that decided it (null for `valid`).
 * A failed check outranks an unknown one; `valid` needs every check made; the one thing that may stay open in
 * something genuine is whether it was withdrawn.
 */
export function conclude<Check extends CheckResult>(
  checks: readonly Check[],
): { verdict: Verdict; because: Check | null } {
  const failures = checks
    .filter((check) => check.outcome === 'failed')
    .map((check) => ({ verdict: verdictOfCode[check.code] ?? 'invalid', because: check }))
  const failure = worst(failures)
  if (failure) return failure
  const open = checks.filter((check) => check.outcome === 'unknown')
  const grave = open.find((check) => check.name !== 'revocation')
  if (grave) return { verdict: 'unreachable', because: grave }
  const [status] = open
  if (status) return { verdict: 'genuine_unchecked', because: status }
  return { verdict: 'valid', because: null }
}
