/** The keywords under which badges are baked (Open Badges 2.0 and 3.0, baking). */
export const bakedKeywords = ['openbadgecredential', 'openbadges'] as const
export type BakedKeyword = (typeof bakedKeywords)[number]

/** A text that stands in a PNG; `zlib` where it is compressed and has to be inflated first, as UTF-8 or Latin-1. */
export type BakedText =
  { keyword: BakedKeyword; text: string } | { keyword: BakedKeyword; zlib: Uint8Array; encoding: 'utf-8' | 'latin1' }

export type TextChunks =
  | { texts: BakedText[]; repeated: boolean }
  | { fault: 'not_png' | 'truncated' | 'bad_length' | 'bad_crc' | 'too_many_chunks' | 'not_text' }

const mostChunks = 1_000

/**
 * Reads the badge data baked into a PNG, for places that have no decoder at hand (the visitor's page). Only views are
 * made: a forged length costs the eight bytes that it stands in (`domain.md` row 8). Of several chunks with one
 * keyword the first is read (row 4); a checksum that does not fit is refused (row 9). PNG §5, §11.3.3.
 */
export function readTextChunks(bytes: Uint8Array): TextChunks {
  if (!isPngSignature(bytes)) return { fault: 'not_png' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: BakedText[] = []
  let repeated = false
  let at = 8
  for (let count = 0; at < bytes.length; count++) {
    if (count === mostChunks) return { fault: 'too_many_chunks' }
    if (bytes.length - at < 12) return { fault: 'truncated' }
    const length = view.getUint32(at)
    if (length > 0x7fff_ffff) return { fault: 'bad_length' }
    if (length > bytes.length - at - 12) return { fault: 'truncated' }
    const type = latin1(bytes.subarray(at + 4, at + 8))
    const found =
      type === 'iTXt' || type === 'tEXt' || type === 'zTXt'
        ? readChunk(type, bytes.subarray(at + 8, at + 8 + length))
        : null
    if (found) {
      if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
        return { fault: 'bad_crc' }
      if (found === 'not_text') return { fault: 'not_text' }
      if (texts.some((text) => text.keyword === found.keyword)) repeated = true
      else texts.push(found)
    }
    if (type === 'IEND') return { texts, repeated }
    at += 12 + length
  }
  return { fault: 'truncated' }
}

const isPngSignature = (bytes: Uint8Array) =>
  bytes.length >= 8 && [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => bytes[at] === byte)

/** One text chunk, if its keyword is a badge's. */
function readChunk(type: 'iTXt' | 'tEXt' | 'zTXt', data: Uint8Array): BakedText | 'not_text' | null {
  const end = data.subarray(0, 80).indexOf(0)
  const keyword = end < 1 ? undefined : bakedKeywords.find((known) => known === latin1(data.subarray(0, end)))
  if (!keyword) return null
  if (type === 'tEXt') return { keyword, text: latin1(data.subarray(end + 1)) }
  if (type === 'zTXt')
    return data[end + 1] === 0 ? { keyword, zlib: data.subarray(end + 2), encoding: 'latin1' } : 'not_text'
  // keyword 00, compressed?, method, language 00, translated keyword 00, text
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0 || (data[end + 1] ?? 2) > 1 || data[end + 2] !== 0) return 'not_text'
  const body = data.subarray(translated + 1)
  if (data[end + 1] === 1) return { keyword, zlib: body, encoding: 'utf-8' }
  try {
    return { keyword, text: new TextDecoder('utf-8', { fatal: true }).decode(body) }
  } catch {
    return 'not_text'
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb8_8320 : rest >>> 1
  return rest
})

/** CRC-32 as PNG computes it (§5.5). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffff_ffff) >>> 0
}
