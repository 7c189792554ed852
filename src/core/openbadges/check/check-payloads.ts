import type { VerificationResult } from '../../contract/verification'
import { adviseOn } from './advice'
import { checkPayload } from './check-payload'
import { failed, type Check } from './outcomes'
import type { PictureHint } from './picture-hint'
import type { CheckOptions, CheckPorts } from './ports'
import type { PayloadResult } from './result'
import { checkTwins } from './twins'
import { conclude, worst } from './verdict'

/** The verdict on everything that one file holds. */
export type FileVerdict = Pick<VerificationResult, 'verdict' | 'format' | 'because' | 'advice' | 'checks' | 'summary'>

/**
 * Checks the documents of one file and puts them together: the worst counts (`sealed.md`, Verdicts), and two documents
 * must speak of one award (`domain.md` row 16). `extra` are findings about the file itself (a damaged PNG, a strange
 * picture), `looksLike` is what a picture without a badge seems to be. The summary is that of the document best proved, the 3.0 one where they are equal.
 */
export async function checkPayloads(
  payloads: readonly string[],
  ports: CheckPorts,
  options: CheckOptions = {},
  extra: readonly Check[] = [],
  looksLike: PictureHint = null,
): Promise<FileVerdict & { results: PayloadResult[] }> {
  const results: PayloadResult[] = []
  for (const payload of payloads) results.push(await checkPayload(payload, ports, options))
  const [first, second] = results
  const twins = first?.facts && second?.facts ? [checkTwins(first.facts, second.facts)] : []
  const together = [...twins, ...extra]
  const checks = [...results.flatMap((result) => result.checks), ...together]
  if (results.length === 0 && extra.length === 0) checks.push(failed('structure', 'not_a_badge'))
  const counted = worst([
    ...results.map(({ verdict, because }) => ({ verdict, because })),
    conclude(results.length === 0 ? checks : together),
  ])
  const formats = new Set(results.filter((result) => result.verdict !== 'not_a_badge').map((result) => result.format))
  const best = results.toSorted((one, other) => provedness(other) - provedness(one)).find((result) => result.summary)
  return {
    verdict: counted?.verdict ?? 'not_a_badge',
    because: counted?.because?.code ?? null,
    advice: adviseOn(counted?.verdict ?? 'not_a_badge', counted?.because ?? null, looksLike),
    format: formats.has('2.0') && formats.has('3.0') ? 'both' : ([...formats].sort().at(0) ?? null),
    // What both documents stand is told once.
    checks: [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()],
    summary: best?.summary ?? null,
    results,
  }
}

/** How much a summary is worth showing: a withdrawal first (its reason and time), then what was proved. */
function provedness({ verdict, format, summary }: PayloadResult): number {
  if (summary === null) return -1
  const told = verdict === 'revoked' && summary.reason !== null ? 8 : 0
  return told + (verdict === 'unreachable' ? 0 : 2) + (format === '3.0' ? 1 : 0)
}
