import { BlazonError } from '../../core/errors'
import { formatOfText, isCompactJws, type BadgeFormat } from './badge-text'
import type { Keyword } from './bake'
import { isPng } from './png-chunks'
import { pngPayloads, type TextChunkType } from './png-payloads'
import { maxSvgBytes, svgPayloads } from './svg-payloads'

/**
 * What is odd about a payload, none of it fatal:
 * duplicate (more of the same keyword follow, the first was read), compressed (the standard wants it plain),
 * older_chunk (tEXt or zTXt, as badges before 1.0 were baked), address_only (a web address, not the badge itself),
 * wrong_keyword (a 3.0 credential under the 2.0 keyword or the other way round), not_understood (the text is neither
 * JSON nor a JWS nor an address).
 */
export type PayloadNote =
  'duplicate' | 'compressed' | 'older_chunk' | 'address_only' | 'wrong_keyword' | 'not_understood'

/** One baked text, letter for letter. `chunk` is null where the file is no PNG. */
export type Payload = {
  format: BadgeFormat
  keyword: Keyword
  text: string
  chunk: TextChunkType | null
  notes: PayloadNote[]
}

/** What a file holds. `bytes_after_end`: something follows the end of the PNG, which Blazon leaves out. */
export type Unbaked = { kind: 'png' | 'svg' | 'json' | 'jws'; payloads: Payload[]; notes: 'bytes_after_end'[] }

/** JSON and JWS files larger than this are not read. */
const maxTextBytes = 4 * 1024 * 1024

/** What the first bytes of files that people take for badges look like. */
const signatures: [reason: string, test: (bytes: Uint8Array, head: string) => boolean][] = [
  ['empty', (bytes) => bytes.length === 0],
  ['jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['gif', (_, head) => head.startsWith('GIF8')],
  ['webp', (_, head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['pdf', (_, head) => head.startsWith('%PDF')],
  ['heic', (_, head) => head.slice(4, 8) === 'ftyp'],
  ['zip', (_, head) => head.startsWith('PK\x03\x04')],
  ['gzip', (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b],
  ['tiff', (_, head) => head.startsWith('II*\0') || head.startsWith('MM\0*')],
  ['bmp', (_, head) => head.startsWith('BM')],
]

/** The word for a kind of file that holds no badge, told from its first bytes; nothing where it may be text. */
export function foreignKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.find(([, test]) => test(bytes, head))?.[0]
}

/** Text in UTF-8 or UTF-16 (by its byte order mark), or nothing. */
function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Puts a format and notes to a text that stood under a keyword. */
function payloadOf(keyword: Keyword, text: string, chunk: TextChunkType | null, notes: PayloadNote[]): Payload {
  const byKeyword: BadgeFormat = keyword === 'openbadges' ? '2.0' : '3.0'
  const format = formatOfText(text)
  const odd: PayloadNote[] = []
  if (format === undefined) {
    // A JWS whose contents were spoilt is still a badge, and says so when it is verified.
    if (!isCompactJws(text.trim()) && !text.trim().startsWith('{')) odd.push('not_understood')
  } else if (/^https?:/i.test(text.trim())) odd.push('address_only')
  else if ((format === '3.0') !== (byKeyword === '3.0')) odd.push('wrong_keyword')
  return { format: format ?? byKeyword, keyword, text, chunk, notes: [...odd, ...notes] }
}

/**
 * Takes the badge data out of a file: PNG, SVG, badge JSON, or a JWT/JWS text. Texts come out as they are stored.
 * Throws
 * - `no_badge_data` (details.kind png | svg): a picture with nothing baked into it;
 * - `not_png` (details.reason as for `unreadable_file`): named .png, but something else;
 * - `png_damaged`, `png_too_large` as `readPng` and `pngPayloads` do;
 * - `unreadable_file` (details.reason empty | jpeg | gif | webp | pdf | heic | zip | gzip | tiff | bmp | binary | text |
 *   json | jws | html | xml | too_large | svg_doctype | svg_malformed | svg_too_complex).
 */
export function unbake(bytes: Uint8Array, options: { fileName?: string } = {}): Unbaked {
  if (isPng(bytes)) {
    const { payloads, notes } = pngPayloads(bytes)
    if (payloads.length === 0) throw new BlazonError('no_badge_data', 'nothing is baked in', { kind: 'png' })
    return {
      kind: 'png',
      payloads: payloads.map(({ keyword, text, chunk, compressed, repeats }) =>
        payloadOf(keyword, text, chunk, [
          ...(repeats > 0 ? (['duplicate'] as const) : []),
          ...(compressed ? (['compressed'] as const) : []),
          ...(chunk === 'iTXt' ? [] : (['older_chunk'] as const)),
        ]),
      ),
      notes,
    }
  }

  const namedPng = /\.png$/i.test(options.fileName ?? '')
  const unreadable = (reason: string) =>
    new BlazonError(namedPng ? 'not_png' : 'unreadable_file', 'no badge can be in this file', { reason })
  const foreign = foreignKind(bytes)
  if (foreign) throw unreadable(foreign)
  if (bytes.length > Math.max(maxSvgBytes, maxTextBytes)) throw unreadable('too_large')
  const text = decodeText(bytes)
  if (text === undefined || text.includes('\0')) throw unreadable('binary')

  const trimmed = text.trim()
  if (trimmed === '') throw unreadable('empty')
  if (trimmed.startsWith('<')) {
    if (/^<(!doctype\s+html|html)\b/i.test(trimmed)) throw unreadable('html')
    const payloads = svgPayloads(trimmed)
    if (payloads.length === 0) throw new BlazonError('no_badge_data', 'nothing is baked in', { kind: 'svg' })
    return {
      kind: 'svg',
      payloads: payloads.map(({ keyword, text: baked, repeats }) =>
        payloadOf(keyword, baked, null, repeats > 0 ? ['duplicate'] : []),
      ),
      notes: [],
    }
  }

  const kind = trimmed.startsWith('{') ? 'json' : isCompactJws(trimmed) ? 'jws' : undefined
  if (!kind) throw unreadable('text')
  const format = formatOfText(trimmed)
  if (!format) throw unreadable(kind)
  const keyword: Keyword = format === '3.0' ? 'openbadgecredential' : 'openbadges'
  return { kind, payloads: [{ format, keyword, text: trimmed, chunk: null, notes: [] }], notes: [] }
}
