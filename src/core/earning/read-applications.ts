import { z } from 'zod'
import { mostEvidence, mostImported, type ImportedRow } from '../contract/applications'
import { email as emailShape, webUrl } from '../contract/shapes'
import { BlazonError } from '../errors'
import { unguardCell } from '../people/csv-cell'
import { foldText } from '../people/fold'
import { readAddress } from '../people/identity'
import { csvRecords, findSeparator } from '../people/roster-records'
import { decodeRoster } from '../people/roster-text'

/** An application as a list has it; `email` is '' where there is none, `badge` is what the list calls it. */
export type ListedApplication = {
  row: number
  name: string
  email: string
  badge: string
  statement: string
  evidence: (
    | { kind: 'link'; url: string; text: string }
    | { kind: 'text'; text: string }
    | { kind: 'file'; fileName: string; text: string }
  )[]
  problem: Extract<ImportedRow['verdict'], 'broken' | 'no_name' | 'invalid_address' | 'bad_link' | 'too_much'> | null
}

/** What a column may be called, folded. */
const headings = {
  name: ['name', 'full name', 'person', 'applicant', 'learner name'],
  email: ['email', 'e mail', 'email address', 'e mail address', 'mail', 'learner'],
  badge: ['badge', 'badge name'],
  statement: ['statement', 'reason', 'message', 'why', 'application'],
  link: ['link', 'links', 'url', 'urls', 'web'],
  text: ['text', 'evidence', 'reflection'],
  file: ['file', 'files', 'photo', 'photos', 'attachment', 'attachments'],
} as const
type Column = keyof typeof headings

const limits = { name: 255, statement: 20_000, text: 5000 }

/**
 * Reads a list of applications: CSV with headings (name, email, badge, statement, link, text, file; several links or files in a cell
 * stand on lines of their own or are parted by semicolons), or a JSON array of objects of these words, where `evidence` is an array of
 * `{ url, file, text }`. BadgeKit's applications are read, too (`learner`, `badge.name`, `evidence[].url` and `.reflection`).
 * @throws BlazonError `unreadable_roster`, reason as for rosters, or `no_headings`, `not_applications`, `too_many_rows`
 */
export function readApplications(bytes: Uint8Array): ListedApplication[] {
  const { text } = decodeRoster({ bytes })
  const rows = /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  if (rows.length > mostImported) throw unreadable('too_many_rows')
  return rows.map(judged)
}

type Unjudged = Omit<ListedApplication, 'problem'> & { isBroken?: boolean }

function judged({ isBroken, ...application }: Unjudged): ListedApplication {
  const { name, email, statement, evidence } = application
  const links = evidence.flatMap((it) => (it.kind === 'link' ? [it.url] : []))
  const texts = evidence.map(({ text }) => text)
  const problem = isBroken
    ? 'broken'
    : email !== '' && 'problem' in readAddress(email)
      ? 'invalid_address'
      : name === '' && email === ''
        ? 'no_name'
        : links.some((url) => !webUrl.safeParse(url).success)
          ? 'bad_link'
          : name.length > limits.name ||
              statement.length > limits.statement ||
              texts.some((text) => text.length > limits.text) ||
              evidence.length > mostEvidence
            ? 'too_much'
            : null
  return { ...application, problem }
}

function readCsv(text: string): Unjudged[] {
  const [first = ''] = text.split('\n', 1)
  const records = [...csvRecords(text, findSeparator([first]) ?? ',')].flat()
  const [head, ...body] = records
  const names = (head ?? []).map(foldText)
  const at = new Map<Column, number>()
  for (const column of Object.keys(headings) as Column[]) {
    const found = names.findIndex((it) => headings[column].some((heading) => heading === it))
    if (found >= 0) at.set(column, found)
  }
  if (!at.has('name') && !at.has('email')) throw unreadable('no_headings')
  return body.flatMap((record, index) => {
    // A spreadsheet that once was longer writes rows of empty cells.
    if (record?.every((it) => it.trim() === '')) return []
    const cell = (column: Column) => unguardCell(record?.[at.get(column) ?? -1] ?? '').trim()
    const several = (column: Column) =>
      cell(column)
        .split(/[;\n]/)
        .map((it) => it.trim())
        .filter((it) => it !== '')
    return [
      {
        row: index + 1,
        name: oneLine(cell('name')),
        email: cell('email'),
        badge: cell('badge'),
        statement: cell('statement'),
        evidence: [
          ...several('link').map((url) => ({ kind: 'link' as const, url, text: '' })),
          ...(cell('text') === '' ? [] : [{ kind: 'text' as const, text: cell('text') }]),
          ...several('file').map((fileName) => ({ kind: 'file' as const, fileName, text: '' })),
        ],
        isBroken: record === null,
      },
    ]
  })
}

const words = z.string().nullish()
const jsonEvidence = z.object({ url: words, file: words, fileName: words, text: words, reflection: words })
const jsonApplication = z.object({
  name: words,
  email: words,
  learner: words,
  badge: z.union([z.string(), z.object({ name: words, slug: words })]).nullish(),
  statement: words,
  evidence: z.array(jsonEvidence).nullish(),
})

function readJson(text: string): Unjudged[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw unreadable('not_applications')
  }
  const list = z.union([z.array(z.unknown()), z.object({ applications: z.array(z.unknown()) })]).safeParse(parsed)
  if (!list.success) throw unreadable('not_applications')
  return (Array.isArray(list.data) ? list.data : list.data.applications).map((item, index) => {
    const row = index + 1
    const read = jsonApplication.safeParse(item)
    if (!read.success) return { row, name: '', email: '', badge: '', statement: '', evidence: [], isBroken: true }
    const { name, email, learner, badge, statement, evidence } = read.data
    const learnerIsAddress = emailShape.safeParse(learner).success
    return {
      row,
      name: oneLine((name ?? (learnerIsAddress ? '' : (learner ?? ''))).trim()),
      email: (email ?? (learnerIsAddress ? learner : '') ?? '').trim(),
      badge: (typeof badge === 'string' ? badge : (badge?.name ?? badge?.slug ?? '')).trim(),
      statement: (statement ?? '').trim(),
      evidence: (evidence ?? []).flatMap((it): ListedApplication['evidence'] => {
        const said = (it.text ?? it.reflection ?? '').trim()
        const fileName = (it.file ?? it.fileName ?? '').trim()
        if (fileName !== '') return [{ kind: 'file', fileName, text: said }]
        const url = (it.url ?? '').trim()
        if (url !== '') return [{ kind: 'link', url, text: said }]
        return said === '' ? [] : [{ kind: 'text', text: said }]
      }),
    }
  })
}

const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()

const unreadable = (reason: string) =>
  new BlazonError('unreadable_roster', 'The list of applications cannot be read', { reason })
