import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Verdict, VerificationResult } from '../../../core/contract/verification'
import { fetchSentence } from '../../../core/openbadges/check/fetch-notes'
import { adviceSentence } from '../../../core/openbadges/check/advice'
import { checkSentence, decidingCheck } from '../../../core/openbadges/check/sentences'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Given } from './parse'
import type { Session } from './session'
import { base64, Misused, readNamed, Unreadable } from './unreadable'

/** `sealed.md`, Verdicts. */
const verdicts: Record<Verdict, { exit: ExitCode; words: string }> = {
  valid: { exit: exitCodes.done, words: 'Valid' },
  genuine_unchecked: { exit: exitCodes.undecided, words: 'Genuine; not checked whether it was withdrawn' },
  unreachable: { exit: exitCodes.undecided, words: 'Cannot be checked without the network' },
  revoked: { exit: exitCodes.failed, words: 'Revoked' },
  suspended: { exit: exitCodes.failed, words: 'Suspended' },
  expired: { exit: exitCodes.failed, words: 'Expired' },
  not_yet_valid: { exit: exitCodes.failed, words: 'Not yet valid' },
  altered: { exit: exitCodes.failed, words: 'Something was changed after it was issued' },
  invalid: { exit: exitCodes.failed, words: 'Not a correct badge' },
  not_a_badge: { exit: exitCodes.noBadge, words: 'No badge data in this file' },
}

/** Several files: the worst counts, 1 before 2 before 3 before 0 (`sealed.md`, Verdicts). */
export function worstExit(seen: readonly Verdict[]): ExitCode {
  const exits = seen.map((verdict) => verdicts[verdict].exit)
  return ([1, 2, 3] as const).find((exit) => exits.includes(exit)) ?? exitCodes.done
}

/**
 * Says of each file or address whether it is a genuine badge. `--hosted` folders stand in for the network; the network
 * itself is asked only with `--online`.
 */
export async function verify(session: Session, given: Given): Promise<ExitCode> {
  const hosted = given.many('hosted').map((text) => hostedFolder(text, session.path))
  const online = given.flag('online')
  const data = given.optional('data')
  const badges = await Promise.all(
    given.positionals.map(async (named) => {
      if (!isAddress(named)) return { named, bytes: await readNamed(session.path(named), named) }
      if (online || hosted.length > 0) return { named, address: named }
      throw new Misused(`"${named}" is an address: add --online to look there.`)
    }),
  )
  const results = await session.withApp(
    { data: data === undefined ? null : session.path(data), hosted },
    async (client) => {
      const all: { file: string; result: VerificationResult }[] = []
      for (const { named, ...badge } of badges) {
        const [result] = await client.verification.check(
          'address' in badge
            ? { addresses: [badge.address], online }
            : { files: [{ name: basename(named), bytes: base64(badge.bytes) }], online },
          { signal: session.signal },
        )
        if (result) all.push({ file: named, result })
      }
      return all
    },
  )
  if (given.flag('json')) {
    const rows = results.map(({ file, result: { name: _name, payloads: _payloads, ...rest } }) => ({ file, ...rest }))
    session.console.result(JSON.stringify(rows))
  } else for (const { file, result } of results) for (const line of told(file, result)) session.console.result(line)
  return worstExit(results.map(({ result }) => result.verdict))
}

function told(file: string, result: VerificationResult): string[] {
  const { verdict, summary } = result
  const { words } = verdicts[verdict]
  const date = verdict === 'revoked' ? summary?.revokedAt : verdict === 'expired' ? summary?.expiresAt : null
  const reason = verdict === 'revoked' || verdict === 'suspended' ? summary?.reason : null
  const tail = [date && `on ${date.slice(0, 10)}`, reason && `(${reason})`].filter(Boolean).join(' ')
  const deciding = decidingCheck(result)
  const why = deciding && !saidAlready.has(deciding.code) ? checkSentence(deciding) : ''
  const advice = adviceSentence(result.advice)
  return [
    `${file}: ${words}${tail ? ` ${tail}` : ''}${why ? `. ${why}` : ''}`,
    ...(summary ? [`  ${summary.badgeName}, awarded by ${summary.issuerName}${awardedOn(summary.awardedAt)}`] : []),
    ...(advice ? [`  ${advice}`] : []),
    ...result.fetched.flatMap(({ url, note }) => (note === null ? [] : [`  ${url}: ${fetchSentence(note)}`])),
  ]
}

const isAddress = (named: string) => /^https?:\/\//i.test(named) && URL.canParse(named)

/** What a verdict's own words say already. */
const saidAlready = new Set(['revoked', 'expired', 'changed', 'not_a_badge'])

const awardedOn = (at: string | null) => (at ? ` on ${at.slice(0, 10)}` : '')

/** `URL=DIR`: the first `=` parts them; a hosting address has no query. */
function hostedFolder(text: string, path: Session['path']): { url: string; folder: string } {
  const at = text.indexOf('=')
  const url = text.slice(0, at)
  if (at < 1 || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new Misused('--hosted wants URL=DIR, such as --hosted https://badges.example.org=./site.')
  const folder = path(text.slice(at + 1))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Unreadable(`The folder "${text.slice(at + 1)}" is not there.`)
  return { url, folder }
}
