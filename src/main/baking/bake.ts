import { isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { BlazonError } from '../../core/errors'
import { chunkCodes, walkPng, type PngNote } from './png-chunks'

/** The keywords of baked badge data: OB 2.0 (ob_v2p0/baking) and OB 3.0 (docformat). */
export const keywords = ['openbadges', 'openbadgecredential'] as const
export type Keyword = (typeof keywords)[number]

/**
 * What is baked, by keyword: OB 2.0 assertion JSON or JWS; OB 3.0 credential JSON with its proof, or JWS. A text, or its UTF-8 as the
 * library stored it, which saves decoding and encoding it again.
 */
export type Payloads = { [keyword in Keyword]?: string | Uint8Array }

/** The version that each keyword stands for, as errors and screens name it. */
export const formats: Record<Keyword, '2.0' | '3.0'> = { openbadges: '2.0', openbadgecredential: '3.0' }

type OldChunk = { keyword: Keyword; start: number; end: number }

/**
 * A picture that was checked once and can be baked many times. Holds a view on the bytes it was made from: do not
 * change them while it is in use.
 */
export type Template = {
  readonly bytes: Uint8Array
  /** Where badge data goes: right before the first IDAT, so that a reader that stops at the pixels has met it. */
  readonly insertAt: number
  /** Right after IEND. */
  readonly end: number
  /** Badge data that the picture holds already, in file order. */
  readonly old: readonly OldChunk[]
  readonly notes: readonly PngNote[]
}

const keywordBytes = keywords.map((keyword) => ({ keyword, bytes: Buffer.from(`${keyword}\0`, 'latin1') }))

/** The badge keyword that a text chunk's contents begin with, if it is one. */
function keywordAt(bytes: Uint8Array, start: number, length: number): Keyword | undefined {
  for (const known of keywordBytes) {
    const wanted = known.bytes
    if (length < wanted.length) continue
    let same = 0
    while (same < wanted.length && bytes[start + same] === wanted[same]) same++
    if (same === wanted.length) return known.keyword
  }
  return undefined
}

/**
 * Checks a PNG (every chunk, every CRC) and finds where badge data goes and what badge data it holds.
 * Throws as `readPng` does.
 */
export function prepareTemplate(png: Uint8Array): Template {
  let insertAt = 0
  const old: OldChunk[] = []
  const end = walkPng(png, (type, start, length) => {
    if (type === chunkCodes.IDAT) {
      if (insertAt === 0) insertAt = start
    } else if (type === chunkCodes.iTXt || type === chunkCodes.tEXt || type === chunkCodes.zTXt) {
      const keyword = keywordAt(png, start + 8, length)
      if (keyword) old.push({ keyword, start, end: start + 12 + length })
    }
  })
  return { bytes: png, insertAt, end, old, notes: end < png.length ? ['bytes_after_end'] : [] }
}

/**
 * Where texts are encoded before the size of the answer is known: encoding once and copying is twice as fast as
 * asking for the length first where a text holds letters outside Latin-1. Baking is synchronous, so one is enough.
 */
let scratch = Buffer.allocUnsafeSlow(64 * 1024)
const replacementCharacter = Buffer.from('\ufffd', 'utf8')

/**
 * Encodes a text into `scratch` at `at` and answers with its length in bytes. Refuses what iTXt cannot hold: it is
 * UTF-8 (no lone surrogates) without NUL (PNG, 11.3.3.4).
 */
function encode(keyword: Keyword, text: string | Uint8Array, at: number): number {
  if (text.length === 0) throw new BlazonError('invalid_input', 'nothing to bake', { field: keyword, reason: 'empty' })
  const isText = typeof text === 'string'
  // A UTF-16 unit never takes more than three bytes of UTF-8.
  const most = isText ? text.length * 3 : text.length
  if (scratch.length - at < most) {
    const larger = Buffer.allocUnsafeSlow(at + most)
    larger.set(scratch.subarray(0, at))
    scratch = larger
  }
  let length = text.length
  if (isText) length = scratch.write(text, at, 'utf8')
  else scratch.set(text, at)
  const encoded = scratch.subarray(at, at + length)
  if (encoded.includes(0))
    throw new BlazonError('invalid_input', 'a NUL in the text', { field: keyword, reason: 'nul' })
  // Half a surrogate pair is encoded as U+FFFD, which may also stand there in its own right.
  const isHalf = isText
    ? length !== text.length && encoded.includes(replacementCharacter) && !text.isWellFormed()
    : !isUtf8(text)
  if (isHalf)
    throw new BlazonError('invalid_input', 'half a surrogate pair', { field: keyword, reason: 'lone_surrogate' })
  return length
}

function writeUInt32(out: Uint8Array, value: number, at: number): void {
  out[at] = value >>> 24
  out[at + 1] = value >>> 16
  out[at + 2] = value >>> 8
  out[at + 3] = value
}

/** What stands between a chunk's length and its text: type, keyword and its NUL, flag, method, two empty strings. */
const chunkHeads: Record<Keyword, Buffer> = {
  openbadges: Buffer.from('iTXtopenbadges\0\0\0\0\0', 'latin1'),
  openbadgecredential: Buffer.from('iTXtopenbadgecredential\0\0\0\0\0', 'latin1'),
}

/** Length field, head, text and CRC. */
const chunkSize = (keyword: Keyword, textLength: number) => 4 + chunkHeads[keyword].length + textLength + 4

/** Writes one uncompressed iTXt chunk at `at`, its text from `scratch`, and answers with the offset after it. */
function writeITxt(out: Buffer, at: number, keyword: Keyword, textAt: number, textLength: number): number {
  const head = chunkHeads[keyword]
  writeUInt32(out, head.length - 4 + textLength, at)
  out.set(head, at + 4)
  const bodyAt = at + 4 + head.length
  out.set(scratch.subarray(textAt, textAt + textLength), bodyAt)
  const crcAt = bodyAt + textLength
  writeUInt32(out, crc32(out.subarray(at + 4, crcAt)), crcAt)
  return crcAt + 4
}

/**
 * Bakes payloads into a prepared picture: one uncompressed iTXt chunk each, before the pixels; every other chunk
 * stays byte for byte and in order. With `replace`, all old tEXt, iTXt and zTXt chunks of the same keywords go.
 * One allocation of exactly the size of the answer, or none: `into` is memory to write to where it is large enough (the answer is
 * then a view on it, good until the next).
 * Throws `already_baked` (details.formats: what the picture holds of what is to be baked), `invalid_input`
 * (details.field is the keyword; reason empty | lone_surrogate | nul | no_payload).
 */
export function bakeInto(
  template: Template,
  payloads: Payloads,
  options: { replace?: boolean; into?: Buffer } = {},
): Buffer {
  const { bytes, insertAt, end } = template
  const { openbadges, openbadgecredential } = payloads
  if (openbadges === undefined && openbadgecredential === undefined)
    throw new BlazonError('invalid_input', 'nothing to bake', { field: 'payloads', reason: 'no_payload' })

  let removed: OldChunk[] | undefined
  if (template.old.length > 0) {
    removed = template.old.filter((old) => payloads[old.keyword] !== undefined)
    if (removed.length > 0 && !options.replace)
      throw new BlazonError('already_baked', 'the picture holds badge data already', {
        formats: [...new Set(removed.map((old) => formats[old.keyword]))],
      })
  }

  const length2 = openbadges === undefined ? 0 : encode('openbadges', openbadges, 0)
  const length3 = openbadgecredential === undefined ? 0 : encode('openbadgecredential', openbadgecredential, length2)
  let size = end
  if (length2 > 0) size += chunkSize('openbadges', length2)
  if (length3 > 0) size += chunkSize('openbadgecredential', length3)
  if (removed) for (const old of removed) size -= old.end - old.start

  // Never from Node's shared pool: the answer owns its memory, so it can be transferred and kept.
  const { into } = options
  const out = into && into.length >= size ? into.subarray(0, size) : Buffer.allocUnsafeSlow(size)
  let at = copyWithout(out, 0, bytes, 0, insertAt, removed)
  if (length2 > 0) at = writeITxt(out, at, 'openbadges', 0, length2)
  if (length3 > 0) at = writeITxt(out, at, 'openbadgecredential', length2, length3)
  copyWithout(out, at, bytes, insertAt, end, removed)
  return out
}

/** Copies `bytes[from, to)` to `out` at `at`, leaving out the removed chunks; answers with the offset after it. */
function copyWithout(
  out: Buffer,
  at: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  removed: readonly OldChunk[] | undefined,
): number {
  if (removed)
    for (const old of removed) {
      if (old.start < from || old.start >= to) continue
      out.set(bytes.subarray(from, old.start), at)
      at += old.start - from
      from = old.end
    }
  out.set(bytes.subarray(from, to), at)
  return at + to - from
}

/**
 * Bakes Open Badges data into a PNG: `bakeInto(prepareTemplate(png), payloads, options)`. Throws what both throw.
 * Source: ob_v2p0/baking and ob_v3p0/docformat (one iTXt chunk per keyword, compression flag 0).
 */
export function bake(png: Uint8Array, payloads: Payloads, options: { replace?: boolean } = {}): Buffer {
  return bakeInto(prepareTemplate(png), payloads, options)
}
