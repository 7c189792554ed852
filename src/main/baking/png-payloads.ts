import { inflateSync } from 'node:zlib'
import { BlazonError } from '../../core/errors'
import { keywords, type Keyword } from './bake'
import { readPng, type PngNote } from './png-chunks'

/** How large a compressed text may grow: a bomb of 200 KB would otherwise fill 200 MiB. */
export const maxInflatedBytes = 1024 * 1024

export type TextChunkType = 'iTXt' | 'tEXt' | 'zTXt'

/** A badge text as it lies in a PNG. */
export type PngPayload = { keyword: Keyword; chunk: TextChunkType; text: string; compressed: boolean; repeats: number }

const damaged = (reason: string, chunk: TextChunkType, cause?: unknown) =>
  new BlazonError('png_damaged', 'a badge text cannot be read', { reason, chunk }, { cause })

/** Inflates a text within {@link maxInflatedBytes}. */
function inflate(bytes: Uint8Array, chunk: TextChunkType): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: maxInflatedBytes })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new BlazonError('png_too_large', 'a compressed text grows beyond what Blazon reads', {
        reason: 'text_too_large',
        chunk,
      })
    throw damaged('bad_text', chunk, error)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** tEXt and zTXt are Latin-1 by the standard; some bakers wrote UTF-8 there, which Latin-1 text seldom passes for. */
function decodeOld(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  }
}

/** The text of one badge chunk, whose contents begin with the keyword and its NUL. */
function textOf(chunk: TextChunkType, rest: Uint8Array): { text: string; compressed: boolean } {
  if (chunk === 'tEXt') return { text: decodeOld(rest), compressed: false }
  if (chunk === 'zTXt') {
    if (rest[0] !== 0) throw damaged('bad_text', chunk)
    return { text: decodeOld(inflate(rest.subarray(1), chunk)), compressed: true }
  }
  // iTXt: flag, method, language tag, NUL, translated keyword, NUL, text (PNG, 11.3.3.4).
  const flag = rest[0]
  const languageEnd = rest.indexOf(0, 2)
  const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1)
  if (translatedEnd < 0 || (flag !== 0 && flag !== 1) || (flag === 1 && rest[1] !== 0)) throw damaged('bad_text', chunk)
  const body = rest.subarray(translatedEnd + 1)
  try {
    return { text: utf8.decode(flag === 1 ? inflate(body, chunk) : body), compressed: flag === 1 }
  } catch (error) {
    if (error instanceof BlazonError) throw error
    throw damaged('bad_text', chunk, error)
  }
}

/**
 * Reads the badge texts of a PNG, one for each keyword, in file order: the first of a keyword counts, `repeats` says
 * how many more there are (they are not read). Throws as `readPng` does, and `png_damaged` with reason `bad_text` or
 * `png_too_large` with reason `text_too_large`.
 * Source: PNG (third edition), 11.3.3; ob_v2p0/baking, extracting.
 */
export function pngPayloads(bytes: Uint8Array): { payloads: PngPayload[]; notes: PngNote[] } {
  const png = readPng(bytes)
  const found = new Map<Keyword, PngPayload>()
  for (const chunk of png.chunks) {
    if (chunk.type !== 'iTXt' && chunk.type !== 'tEXt' && chunk.type !== 'zTXt') continue
    const type: TextChunkType = chunk.type
    // A keyword is at most 79 bytes long (PNG, 11.3.3.2).
    const nul = chunk.data.subarray(0, 80).indexOf(0)
    const keyword = keywords.find((known) => nul === known.length && startsWith(chunk.data, known))
    if (!keyword) continue
    const earlier = found.get(keyword)
    if (earlier) earlier.repeats++
    else
      found.set(keyword, { keyword, chunk: type, repeats: 0, ...textOf(type, chunk.data.subarray(keyword.length + 1)) })
  }
  return { payloads: [...found.values()], notes: png.notes }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[index] !== text.charCodeAt(index)) return false
  return true
}
