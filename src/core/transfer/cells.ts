import type { AchievementDetails } from '../contract/achievement'
import { webUrl } from '../contract/shapes'
import type { IncomingEvidence, SourceRow } from './incoming'

/** The text of the first of these columns that a row has; '' where none has any. */
export function textOf({ cells }: SourceRow, ...columns: string[]): string {
  for (const column of columns) {
    const text = cells[column]
    // No document can say a NUL, and no database but SQLite keeps one.
    const said = text?.replaceAll('\0', '').trim() ?? ''
    if (said !== '') return said
  }
  return ''
}

/** A whole number of a column; null where it holds none. */
export function wholeOf(row: SourceRow, ...columns: string[]): number | null {
  const text = textOf(row, ...columns)
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null
}

/** True for what databases write for yes: PostgreSQL `t`, SQLite 1, JSON true. */
export const isYes = (row: SourceRow, ...columns: string[]): boolean =>
  /^(t|true|1|y|yes)$/i.test(textOf(row, ...columns))

/** An http(s) address, or '' for anything else. */
export const webAddress = (text: string): string => (webUrl.safeParse(text).success ? text : '')

/** A name as this library wants it: one line, at most 255 characters. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** Tags as tahrir keeps them, each followed by a comma, or as people write them. */
export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => oneLine(tag).slice(0, 60).trim())
      .filter((tag) => tag !== ''),
  ),
]

/** What HTML says, without it: descriptions and messages of Moodle. Tags are taken away, the common entities read. */
export function plainText(text: string): string {
  if (!/[<&]/.test(text)) return text.trim()
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/(p|div|li|h\d)\s*>|<br\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(nbsp|lt|gt|quot|apos|amp|#\d{1,6});/gi,
      (all, entity: string) => entityText(entity.toLowerCase()) ?? all,
    )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const entities: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
function entityText(entity: string): string | undefined {
  if (!entity.startsWith('#')) return entities[entity]
  const code = Number(entity.slice(1))
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
}

type Said<Parts extends string> = Partial<Record<Parts, string | null | undefined>>
type Alignment = AchievementDetails['alignments'][number]

/** Alignments as this library keeps them, and for each that it cannot keep the word for why not. */
export function alignmentsIn(said: readonly Said<'name' | 'url' | 'description' | 'framework' | 'code'>[]): {
  alignments: Alignment[]
  problems: ('bad_web_address' | 'no_name')[]
} {
  const alignments: Alignment[] = []
  const problems: ('bad_web_address' | 'no_name')[] = []
  for (const { name, url, description, framework, code } of said) {
    const targetUrl = webAddress(url ?? '')
    const targetName = oneLine(name ?? '').slice(0, 255)
    if (targetUrl === '') problems.push('bad_web_address')
    else if (targetName === '') problems.push('no_name')
    else
      alignments.push({
        targetName,
        targetUrl,
        targetDescription: (description ?? '').slice(0, 2000),
        targetFramework: oneLine(framework ?? '').slice(0, 255),
        targetCode: oneLine(code ?? '').slice(0, 100),
      })
  }
  return { alignments, problems }
}

/** Pieces of evidence as this library keeps them, those that say nothing left away; and for each address that is none the word for it. */
export function evidenceIn(said: readonly Said<'url' | 'narrative'>[]): {
  evidence: IncomingEvidence[]
  problems: 'bad_web_address'[]
} {
  const evidence: IncomingEvidence[] = []
  const problems: 'bad_web_address'[] = []
  for (const piece of said) {
    const url = webAddress(piece.url ?? '')
    const narrative = (piece.narrative ?? '').trim()
    if (url === '' && (piece.url ?? '') !== '') problems.push('bad_web_address')
    if (url !== '' || narrative !== '')
      evidence.push({ ...(url === '' ? {} : { url }), ...(narrative === '' ? {} : { narrative }) })
  }
  return { evidence, problems }
}
