import { BlazonError } from '../errors'

export type RosterEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The largest roster that is read, in bytes; refused by size before anything is looked at. */
export const maxRosterBytes = 20_000_000

/** Files that people drop instead of a list, by their first bytes. */
const otherFiles: { reason: string; starts: number[] }[] = [
  { reason: 'spreadsheet', starts: [0x50, 0x4b, 0x03, 0x04] }, // xlsx, ods
  { reason: 'spreadsheet', starts: [0xd0, 0xcf, 0x11, 0xe0] }, // xls
  { reason: 'not_text', starts: [0x25, 0x50, 0x44, 0x46] }, // PDF
  { reason: 'not_text', starts: [0x89, 0x50, 0x4e, 0x47] }, // PNG
  { reason: 'not_text', starts: [0xff, 0xd8, 0xff] }, // JPEG
]

/**
 * Turns a dropped file into text: UTF-8 with or without a byte order mark, UTF-16 of either order (the mark, or where the zero
 * bytes lie), else Windows-1252, which every old spreadsheet writes. Line ends come out as line feeds.
 * Throws `unreadable_roster`, details.reason: too_large, empty, spreadsheet, not_text.
 */
export function decodeRoster(source: { bytes: Uint8Array } | { text: string }): {
  text: string
  encoding: RosterEncoding
} {
  const size = 'text' in source ? source.text.length : source.bytes.length
  if (size > maxRosterBytes)
    throw new BlazonError('unreadable_roster', 'The list is too large', {
      reason: 'too_large',
      bytes: size,
      maxBytes: maxRosterBytes,
    })
  const { text, encoding } =
    'text' in source ? { text: source.text, encoding: 'utf-8' as const } : decodeBytes(source.bytes)
  const lines = (text.startsWith('\ufeff') ? text.slice(1) : text).replace(/\r\n?/g, '\n')
  if (!/[^\s\0]/.test(lines)) throw unreadable('empty')
  return { text: lines, encoding }
}

function decodeBytes(bytes: Uint8Array): { text: string; encoding: RosterEncoding } {
  for (const { reason, starts } of otherFiles)
    if (starts.every((byte, index) => bytes[index] === byte)) throw unreadable(reason)
  const encoding = utf16Order(bytes)
  if (encoding !== null) return { text: new TextDecoder(encoding).decode(bytes), encoding }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** UTF-16 by its mark, or because most bytes on one side of the pairs are zero (Latin text). */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const looked = Math.min(bytes.length, 2000)
  if (looked < 4) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < looked; index += 2) {
    if (bytes[index] === 0) even += 1
    if (bytes[index + 1] === 0) odd += 1
  }
  if (odd > looked / 4 && even < odd / 8) return 'utf-16le'
  if (even > looked / 4 && odd < even / 8) return 'utf-16be'
  if (even + odd > looked / 20) throw unreadable('not_text')
  return null
}

const unreadable = (reason: string) => new BlazonError('unreadable_roster', 'The list cannot be read', { reason })
