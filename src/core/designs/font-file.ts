import { BlazonError } from '../errors'

/** The kinds of font file that Blazon takes. */
export const fontFormats = ['ttf', 'otf', 'woff', 'woff2'] as const
export type FontFormat = (typeof fontFormats)[number]
/** What the maker of a font allows to be done with it inside of a document (OpenType OS/2 fsType), from the freest on. */
export const fontEmbeddings = ['installable', 'editable', 'preview', 'restricted'] as const
export type FontEmbedding = (typeof fontEmbeddings)[number]

/** What a font file says of itself. `licence` is the maker's own sentence, cut to 200 characters; null where there is none. */
export interface FontFacts {
  readonly family: string
  readonly weight: number
  readonly style: 'normal' | 'italic'
  readonly format: FontFormat
  readonly embedding: FontEmbedding
  readonly licence: string | null
}

/** How packed tables are unpacked; what grows beyond `most` bytes must throw. */
export interface FontUnpackers {
  readonly inflate: (bytes: Uint8Array, most: number) => Promise<Uint8Array>
  readonly unbrotli: (bytes: Uint8Array, most: number) => Promise<Uint8Array>
}

/** The largest font file taken, in bytes: room for the large scripts, and for what a call may carry. */
export const mostFontBytes = 16 * 1024 * 1024
const mostUnpacked = 64 * 1024 * 1024
const mostTables = 128
const mostNames = 4096

const refused = (reason: string): BlazonError =>
  new BlazonError('unreadable_file', `font file: ${reason}`, { reason: `font_${reason}` })
const damaged = (): BlazonError => refused('damaged')

type Tables = ReadonlyMap<string, () => Promise<Uint8Array>>
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const tagAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
function part(bytes: Uint8Array, offset: number, length: number): Uint8Array {
  if (offset + length > bytes.byteLength) throw damaged()
  return bytes.subarray(offset, offset + length)
}

/**
 * Reads what a font file says of itself: a TrueType or OpenType font, bare or as WOFF 1 or 2. Looks at nothing but the list of its
 * tables and two of them; nothing in the font is run. Every length is checked against the file before it is followed.
 * @throws BlazonError unreadable_file with reason font_unknown, font_collection, font_damaged or font_large
 */
export async function readFontFile(bytes: Uint8Array, unpackers: FontUnpackers): Promise<FontFacts> {
  if (bytes.byteLength > mostFontBytes) throw refused('large')
  if (bytes.byteLength < 12) throw refused('unknown')
  try {
    const { tables, format } = tablesOf(bytes, unpackers)
    const outlines = ['glyf', 'CFF ', 'CFF2'].some((tag) => tables.has(tag))
    const [names, os2] = [tables.get('name'), tables.get('OS/2')]
    if (!outlines || !tables.has('cmap') || !tables.has('head') || !names || !os2) throw damaged()
    return { ...weightAndRights(await os2()), ...familyOf(await names()), format }
  } catch (error) {
    // A length that leads out of the file shows itself as a RangeError of the view.
    throw error instanceof BlazonError ? error : damaged()
  }
}

function tablesOf(bytes: Uint8Array, unpackers: FontUnpackers): { tables: Tables; format: FontFormat } {
  switch (tagAt(bytes, 0)) {
    case '\0\u0001\0\0':
    case 'true':
      return { tables: sfntTables(bytes), format: 'ttf' }
    case 'OTTO':
      return { tables: sfntTables(bytes), format: 'otf' }
    case 'wOFF':
      return { tables: woffTables(bytes, unpackers), format: 'woff' }
    case 'wOF2':
      return { tables: woff2Tables(bytes, unpackers), format: 'woff2' }
    case 'ttcf':
      throw refused('collection')
    default:
      throw refused('unknown')
  }
}

/** OpenType 1.9, "Organization of an OpenType font": tag, checksum, offset and length of each table. */
function sfntTables(bytes: Uint8Array): Tables {
  const view = viewOf(bytes)
  const count = view.getUint16(4)
  if (count === 0 || count > mostTables) throw damaged()
  const tables = new Map<string, () => Promise<Uint8Array>>()
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const table = part(bytes, view.getUint32(at + 8), view.getUint32(at + 12))
    tables.set(tagAt(bytes, at), () => Promise.resolve(table))
  }
  return tables
}

/** WOFF 1.0 §4: each table packed by itself with zlib, or bare where that would not have helped. */
function woffTables(bytes: Uint8Array, { inflate }: FontUnpackers): Tables {
  const view = viewOf(bytes)
  const count = view.getUint16(12)
  if (view.getUint32(8) !== bytes.byteLength || count === 0 || count > mostTables) throw damaged()
  const tables = new Map<string, () => Promise<Uint8Array>>()
  for (let at = 44; at < 44 + count * 20; at += 20) {
    const packed = part(bytes, view.getUint32(at + 4), view.getUint32(at + 8))
    const length = view.getUint32(at + 12)
    if (length > mostUnpacked || packed.byteLength > length) throw damaged()
    tables.set(tagAt(bytes, at), () =>
      packed.byteLength === length ? Promise.resolve(packed) : inflate(packed, length),
    )
  }
  return tables
}

/** WOFF 2.0 §5.2: tags by number; those that matter here are 0 cmap … 7 OS/2 … 10 glyf, 11 loca, 13 CFF; 63 = the tag follows. */
const woff2Tags = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca']
const woff2Tag = (number: number): string => woff2Tags[number] ?? (number === 13 ? 'CFF ' : `#${String(number)}`)

/** WOFF 2.0 §4: one stream of all tables, so that a table is found by the lengths of those before it. */
function woff2Tables(bytes: Uint8Array, { unbrotli }: FontUnpackers): Tables {
  const view = viewOf(bytes)
  const count = view.getUint16(12)
  if (tagAt(bytes, 4) === 'ttcf') throw refused('collection')
  if (view.getUint32(8) !== bytes.byteLength || count === 0 || count > mostTables) throw damaged()
  let at = 48
  // UIntBase128: seven bits a byte, the highest says that more follow; five bytes at most.
  const number = (): number => {
    let value = 0
    for (let digit = 0; digit < 5; digit += 1) {
      const byte = view.getUint8(at++)
      value = value * 128 + (byte & 127)
      if ((byte & 128) === 0) return value
    }
    throw damaged()
  }
  const places: { tag: string; offset: number; length: number }[] = []
  let offset = 0
  for (let index = 0; index < count; index += 1) {
    const flags = view.getUint8(at++)
    const known = flags & 63
    const tag = known === 63 ? tagAt(bytes, (at += 4) - 4) : woff2Tag(known)
    const length = number()
    const version = flags >> 6
    // Outlines are rewritten unless their version is 3; everything else is, unless it is 0. Then a second length counts.
    const isRewritten = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0
    const stored = isRewritten ? number() : length
    places.push({ tag, offset, length: stored })
    offset += stored
  }
  if (offset > mostUnpacked) throw damaged()
  const packed = part(bytes, at, view.getUint32(20))
  let unpacked: Promise<Uint8Array> | null = null
  const stream = (): Promise<Uint8Array> => (unpacked ??= unbrotli(packed, offset))
  return new Map(places.map((place) => [place.tag, async () => part(await stream(), place.offset, place.length)]))
}

/** OS/2: usWeightClass at 4, fsType at 8, fsSelection at 62. */
function weightAndRights(os2: Uint8Array): Pick<FontFacts, 'weight' | 'style' | 'embedding'> {
  const view = viewOf(os2)
  const said = view.getUint16(4)
  // Some old fonts count from 1 to 9.
  const weight = said < 10 ? said * 100 : said
  const selection = view.getUint16(62)
  return {
    weight: Math.min(900, Math.max(100, Math.round(weight / 100) * 100)),
    style: (selection & 0x0201) === 0 ? 'normal' : 'italic',
    embedding: embeddingOf(view.getUint16(8)),
  }
}

/** fsType: of several bits the freest counts (OpenType 1.9, OS/2); with bit 9 only bitmaps may be embedded, and Blazon embeds outlines. */
function embeddingOf(type: number): FontEmbedding {
  if ((type & 0x0200) !== 0) return 'restricted'
  if ((type & 0x0008) !== 0) return 'editable'
  if ((type & 0x0004) !== 0) return 'preview'
  return (type & 0x0002) === 0 ? 'installable' : 'restricted'
}

/** Names by number: 16 and 1 the family, 13 the licence, 0 the copyright. English first, then any Unicode one, then the old Macintosh's. */
function familyOf(table: Uint8Array): Pick<FontFacts, 'family' | 'licence'> {
  const view = viewOf(table)
  const count = view.getUint16(2)
  const storage = view.getUint16(4)
  if (count > mostNames) throw damaged()
  const best = new Map<number, { rank: number; text: string }>()
  for (let at = 6; at < 6 + count * 12; at += 12) {
    const [platform, language, name] = [view.getUint16(at), view.getUint16(at + 4), view.getUint16(at + 6)]
    if (![0, 1, 13, 16].includes(name)) continue
    const rank = platform === 3 ? (language === 0x409 ? 4 : 2) : platform === 0 ? 3 : platform === 1 ? 1 : 0
    if (rank <= (best.get(name)?.rank ?? 0)) continue
    const raw = part(table, storage + view.getUint16(at + 10), view.getUint16(at + 8))
    best.set(name, { rank, text: platform === 1 ? latin(raw) : utf16(raw) })
  }
  const said = (name: number): string => plainLine(best.get(name)?.text ?? '')
  const family = (said(16) || said(1)).slice(0, 90).trim()
  if (family === '') throw damaged()
  return { family, licence: (said(13) || said(0)).slice(0, 200) || null }
}

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const utf16 = (bytes: Uint8Array): string => {
  const view = viewOf(bytes)
  return Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, at) =>
    String.fromCharCode(view.getUint16(at * 2)),
  ).join('')
}
/** One line without what could end a quoted CSS name. */
const plainLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Co}"\\<>]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
