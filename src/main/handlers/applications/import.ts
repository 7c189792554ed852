import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import type { applicationsContract, EvidenceToAdd, ImportedRow } from '../../../core/contract/applications'
import { mostImportedBytes } from '../../../core/contract/applications'
import type { Change } from '../../../core/contract/library'
import { readApplications, type ListedApplication } from '../../../core/earning/read-applications'
import { BlazonError } from '../../../core/errors'
import { foldText } from '../../../core/people/fold'
import { foldAddress, readAddress } from '../../../core/people/identity'
import { hasOpenApplication, insertApplication, namesOfAddress } from '../../catalog/applications'
import type { Catalog } from '../../catalog/catalog'
import { findOrAddPeople, lookUpPeople } from '../../catalog/people'
import { badgesByName } from '../../catalog/applicable-badges'

type PreviewRequest = z.output<NonNullable<(typeof applicationsContract.previewImport)['~orpc']['inputSchema']>>
type ImportRequest = z.output<NonNullable<(typeof applicationsContract.import)['~orpc']['inputSchema']>>
type Imported = { ids: string[]; skipped: ImportedRow[] }

const nameKey = (fileName: string) =>
  fileName
    .replace(/^.*[/\\]/, '')
    .normalize('NFC')
    .toLowerCase()

type Judged = {
  listed: ListedApplication
  name: string
  email: string | null
  badgeId: string | null
  verdict: ImportedRow['verdict']
}

/** Looks at every row: whether it can be read, whose it is, for which badge, and whether its files are there. */
function judgeRows(
  catalog: Catalog,
  { bytes, badgeId }: { bytes: string; badgeId?: string | undefined },
  fileNames: readonly string[],
): Judged[] {
  const files = new Set(fileNames.map(nameKey))
  const badges = badgesByName(catalog)
  /** Who asks for which badge in the rows before: a person of the library, or a name and an address. */
  const taken = new Set<string>()
  return readApplications(Buffer.from(bytes, 'base64')).map((listed): Judged => {
    const reading = listed.email === '' ? null : readAddress(listed.email)
    const email = reading && 'address' in reading ? reading.address : null
    // BadgeKit knew its learners by address only.
    const owners = listed.name === '' && email !== null ? namesOfAddress(catalog, email) : []
    const name = listed.name || (owners.length === 1 ? (owners[0] ?? '') : '')
    const badge = listed.badge === '' ? (badgeId ?? null) : (badges.get(foldText(listed.badge)) ?? null)
    const [found] = name === '' ? [] : lookUpPeople(catalog, [{ row: 0, name, email }])
    const [personId, another] = found?.personIds ?? []
    const asks = (whom: unknown) => JSON.stringify([badge, whom])
    const folded = foldText(name) || name
    const who = asks(personId ?? [folded, email === null ? null : foldAddress(email)])
    const verdict =
      listed.problem ??
      (owners.length > 1 || another !== undefined
        ? 'ambiguous'
        : name === ''
          ? 'no_name'
          : badge === null
            ? 'unknown_badge'
            : listed.evidence.some((it) => it.kind === 'file' && !files.has(nameKey(it.fileName)))
              ? 'file_missing'
              : taken.has(who) || (personId !== undefined && hasOpenApplication(catalog, badge, personId))
                ? 'already_applied'
                : 'good')
    // Whoever comes in is found by their name alone from then on.
    if (verdict === 'good') taken.add(who).add(asks([folded, null]))
    return { listed, name, email, badgeId: badge, verdict }
  })
}

const toRow = ({ listed, name, verdict }: Judged): ImportedRow => ({
  row: listed.row,
  name: name || listed.name,
  email: listed.email,
  badge: listed.badge,
  files: filesOf(listed),
  verdict,
})
const filesOf = ({ evidence }: ListedApplication) => evidence.flatMap((it) => (it.kind === 'file' ? [it.fileName] : []))

/** What an import would do. Throws `unreadable_roster`. */
export function previewImport(catalog: Catalog, request: PreviewRequest) {
  const judged = judgeRows(catalog, request, request.fileNames)
  const used = new Set(judged.flatMap(({ listed }) => filesOf(listed).map(nameKey)))
  return {
    rows: judged.map(toRow),
    good: judged.filter(({ verdict }) => verdict === 'good').length,
    unusedFiles: request.fileNames.filter((name) => !used.has(nameKey(name))),
  }
}

/** Takes the good rows in, one transaction each, so that files never keep other calls waiting. Cancelling keeps what came in. */
export async function* importApplications(
  { catalog, announce }: { catalog: Catalog; announce: (change: Change) => void },
  request: ImportRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }, Imported> {
  const size = request.files.reduce((sum, { bytes }) => sum + bytes.length * 0.75, 0)
  if (size > mostImportedBytes)
    throw new BlazonError('invalid_input', 'Too many bytes at once', { field: 'files', reason: 'too_large' })
  const files = new Map(request.files.map((file) => [nameKey(file.fileName), file]))
  const judged = judgeRows(catalog, request, [...files.keys()])
  const result: Imported = { ids: [], skipped: [] }
  try {
    for (const [index, row] of judged.entries()) {
      if (signal?.aborted) break
      const outcome = row.verdict === 'good' ? takeIn(catalog, row, files) : { verdict: row.verdict }
      if ('id' in outcome) result.ids.push(outcome.id)
      else result.skipped.push(toRow({ ...row, verdict: outcome.verdict }))
      yield { done: index + 1, total: judged.length }
      await turn()
    }
  } finally {
    if (result.ids.length > 0) announce({ name: 'applications.saved', ids: result.ids.slice(0, 100) })
  }
  return result
}

function takeIn(
  catalog: Catalog,
  { listed, name, email, badgeId }: Judged,
  files: ReadonlyMap<string, { fileName: string; bytes: string }>,
): { id: string } | { verdict: ImportedRow['verdict'] } {
  if (badgeId === null) return { verdict: 'unknown_badge' }
  return catalog.write((tx) => {
    const [person] = findOrAddPeople(catalog, tx, [{ row: listed.row, name, email }])
    const personId = person?.personId ?? null
    if (personId === null) return { verdict: 'ambiguous' as const }
    // Two rows of one list may be the same person's.
    if (hasOpenApplication(catalog, badgeId, personId)) return { verdict: 'already_applied' as const }
    const evidence = listed.evidence.flatMap((it): EvidenceToAdd[] => {
      if (it.kind !== 'file') return [it]
      const file = files.get(nameKey(it.fileName))
      return file ? [{ kind: 'file', fileName: nameOfFile(file.fileName), bytes: file.bytes, text: it.text }] : []
    })
    return {
      id: insertApplication(catalog, tx, {
        badgeId,
        personId,
        source: 'imported',
        statement: listed.statement,
        evidence,
      }),
    }
  })
}

const nameOfFile = (path: string) => path.replace(/^.*[/\\]/, '')
