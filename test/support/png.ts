/**
 * Real PNGs of every kind, and broken ones, for tests and benchmarks. Nothing here uses Blazon's own PNG code: what
 * checks the code must not share its mistakes. Only `node:zlib` and pngjs; importable by plain Node 24 as it stands.
 */
import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A small seeded generator (mulberry32): the same numbers in every run. Returns a number in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One chunk with its length and CRC. */
export function chunk(type: string, data: Uint8Array = new Uint8Array(0)): Buffer {
  const out = Buffer.alloc(12 + data.length)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

/** Signature and chunks, joined. */
export function joinChunks(chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([pngSignature, ...chunks])
}

export type SplitChunk = { type: string; data: Buffer; whole: Buffer; start: number }

/** A trusting walk over a well-formed PNG. */
export function splitChunks(png: Uint8Array): SplitChunk[] {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  const chunks: SplitChunk[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, end - 4),
      whole: bytes.subarray(at, end),
      start: at,
    })
    at = end
  }
  return chunks
}

/** The same PNG with its chunks put through `change`; CRCs of what `change` hands back are as they are. */
export function changeChunks(png: Uint8Array, change: (chunks: Buffer[], types: string[]) => Uint8Array[]): Buffer {
  const chunks = splitChunks(png)
  return joinChunks(
    change(
      chunks.map((one) => one.whole),
      chunks.map((one) => one.type),
    ),
  )
}

/** Puts chunks right before the first chunk of a type (IDAT unless said). */
export function insertBefore(png: Uint8Array, added: readonly Uint8Array[], type = 'IDAT'): Buffer {
  return changeChunks(png, (chunks, types) => {
    const at = types.indexOf(type)
    return [...chunks.slice(0, at), ...added, ...chunks.slice(at)]
  })
}

/** An iTXt chunk, compressed where asked. */
export function itxt(keyword: string, text: string | Uint8Array, compressed = false): Buffer {
  const body = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text)
  return chunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(keyword, 'latin1'),
      Buffer.from([0, compressed ? 1 : 0, 0, 0, 0]),
      compressed ? deflateSync(body) : body,
    ]),
  )
}

/** A tEXt chunk. */
export function textChunk(keyword: string, text: string): Buffer {
  return chunk('tEXt', Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0]), Buffer.from(text, 'latin1')]))
}

/** A zTXt chunk. */
export function ztxt(keyword: string, text: string | Uint8Array): Buffer {
  const body = typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text)
  return chunk('zTXt', Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0, 0]), deflateSync(body)]))
}

export type PngHeader = {
  width: number
  height: number
  bitDepth: number
  colorType: number
  interlaced?: boolean
}

/** An IHDR chunk; the fields may be as wrong as the caller likes, the CRC is right. */
export function ihdr(header: PngHeader): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(header.width >>> 0, 0)
  data.writeUInt32BE(header.height >>> 0, 4)
  data[8] = header.bitDepth
  data[9] = header.colorType
  data[12] = header.interlaced ? 1 : 0
  return chunk('IHDR', data)
}

/** The same PNG with another size promised in its header. */
export function withPromisedSize(png: Uint8Array, width: number, height: number): Buffer {
  return changeChunks(png, (chunks) => {
    const data = Buffer.from(chunks[0]!.subarray(8, 21))
    data.writeUInt32BE(width >>> 0, 0)
    data.writeUInt32BE(height >>> 0, 4)
    return [chunk('IHDR', data), ...chunks.slice(1)]
  })
}

/** The same PNG with the length field of the first chunk of a type forged; nothing else changes. */
export function withForgedLength(png: Uint8Array, type: string, length: number): Buffer {
  const out = Buffer.from(png)
  const start = splitChunks(png).find((one) => one.type === type)!.start
  out.writeUInt32BE(length >>> 0, start)
  return out
}

/** The same PNG with the CRC of the first chunk of a type made wrong. */
export function withWrongCrc(png: Uint8Array, type: string): Buffer {
  const out = Buffer.from(png)
  const found = splitChunks(png).find((one) => one.type === type)!
  const last = found.start + found.whole.length - 1
  out[last] = out[last]! ^ 0x01
  return out
}

/** The same PNG without the chunks of a type. */
export function withoutChunks(png: Uint8Array, type: string): Buffer {
  return changeChunks(png, (chunks, types) => chunks.filter((_, index) => types[index] !== type))
}

/** Samples a pixel holds, by colour type. */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Adam7: x start, y start, x step, y step. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Raw scanlines (filter 0) of seeded noise for a header, Adam7 where it is interlaced. */
function scanlines(header: PngHeader, seed: number): Buffer {
  const random = seeded(seed)
  const bits = header.bitDepth * (samples[header.colorType] ?? 1)
  const rows: Buffer[] = []
  const addRows = (width: number, height: number) => {
    if (width === 0) return
    for (let y = 0; y < height; y++) {
      const row = Buffer.alloc(1 + Math.ceil((width * bits) / 8))
      for (let x = 1; x < row.length; x++) row[x] = Math.floor(random() * 256)
      rows.push(row)
    }
  }
  if (header.interlaced)
    for (const [x, y, stepX, stepY] of passes)
      addRows(Math.ceil(Math.max(0, header.width - x) / stepX), Math.ceil(Math.max(0, header.height - y) / stepY))
  else addRows(header.width, header.height)
  return Buffer.concat(rows)
}

export type PngMaking = Partial<PngHeader> & {
  seed?: number
  /** How many IDAT chunks the pixels are cut into. */
  idats?: number
  /** Chunks after IHDR (and PLTE), before IDAT. */
  before?: readonly Uint8Array[]
  /** Chunks between IDAT and IEND. */
  after?: readonly Uint8Array[]
}

/** A valid PNG of noise: 13 × 11 pixels, 8-bit RGBA, unless said otherwise. */
export function makePng(making: PngMaking = {}): Buffer {
  const header = {
    width: making.width ?? 13,
    height: making.height ?? 11,
    bitDepth: making.bitDepth ?? 8,
    colorType: making.colorType ?? 6,
    interlaced: making.interlaced ?? false,
  }
  const pixels = deflateSync(scanlines(header, making.seed ?? 1))
  const count = making.idats ?? 1
  const size = Math.ceil(pixels.length / count)
  const idats = Array.from({ length: count }, (_, index) =>
    chunk('IDAT', pixels.subarray(index * size, (index + 1) * size)),
  )
  const palette = Buffer.alloc(3 * 2 ** Math.min(8, header.bitDepth))
  for (let index = 0; index < palette.length; index++) palette[index] = (index * 37) & 0xff
  return joinChunks([
    ihdr(header),
    ...(header.colorType === 3 ? [chunk('PLTE', palette)] : []),
    ...(making.before ?? []),
    ...idats,
    ...(making.after ?? []),
    chunk('IEND'),
  ])
}

/** Every colour type and depth that the standard allows (PNG, table 11.1). */
export const colourKinds: readonly (readonly [colorType: number, bitDepth: number])[] = [
  [0, 1],
  [0, 2],
  [0, 4],
  [0, 8],
  [0, 16],
  [2, 8],
  [2, 16],
  [3, 1],
  [3, 2],
  [3, 4],
  [3, 8],
  [4, 8],
  [4, 16],
  [6, 8],
  [6, 16],
]

/** Chunks that editors, cameras and phones leave before the pixels. */
export function commonChunks(): Buffer[] {
  const phys = Buffer.alloc(9)
  phys.writeUInt32BE(11811, 0)
  phys.writeUInt32BE(11811, 4)
  phys[8] = 1
  return [
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk('sRGB', Buffer.from([0])),
    chunk('iCCP', Buffer.concat([Buffer.from('a profile\0\0', 'latin1'), deflateSync(Buffer.alloc(300, 7))])),
    chunk('eXIf', Buffer.from('MM\0*\0\0\0\b\0\0\0\0\0\0', 'latin1')),
    chunk('pHYs', phys),
    chunk('tIME', Buffer.from([0x07, 0xea, 2, 28, 12, 30, 59])),
    textChunk('Software', 'an editor'),
    ztxt('Comment', 'made by hand, with care'),
    itxt('XML:com.adobe.xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
    chunk('prVt', Buffer.from('ours alone')),
  ]
}

/** A two-frame APNG: acTL and fcTL before IDAT, fcTL and fdAT after it. */
export function makeApng(): Buffer {
  const header: PngHeader = { width: 9, height: 7, bitDepth: 8, colorType: 6 }
  const frameControl = (sequence: number) => {
    const data = Buffer.alloc(26)
    data.writeUInt32BE(sequence, 0)
    data.writeUInt32BE(header.width, 4)
    data.writeUInt32BE(header.height, 8)
    data.writeUInt16BE(1, 20)
    data.writeUInt16BE(10, 22)
    return chunk('fcTL', data)
  }
  const animation = Buffer.alloc(8)
  animation.writeUInt32BE(2, 0)
  const second = Buffer.alloc(4)
  second.writeUInt32BE(2, 0)
  return joinChunks([
    ihdr(header),
    chunk('acTL', animation),
    frameControl(0),
    chunk('IDAT', deflateSync(scanlines(header, 5))),
    frameControl(1),
    chunk('fdAT', Buffer.concat([second, deflateSync(scanlines(header, 6))])),
    chunk('IEND'),
  ])
}

/** One valid PNG of every kind, by name. */
export function everyKindOfPng(): [name: string, png: Buffer][] {
  const kinds = colourKinds.flatMap(([colorType, bitDepth]) =>
    [false, true].map((interlaced): [string, Buffer] => [
      `colour type ${colorType}, ${bitDepth} bit${interlaced ? ', interlaced' : ''}`,
      makePng({ colorType, bitDepth, interlaced }),
    ]),
  )
  return [
    ...kinds,
    ['one pixel', makePng({ width: 1, height: 1 })],
    ['pixels in seven IDAT chunks', makePng({ width: 64, height: 64, idats: 7 })],
    ['an empty IDAT', insertBefore(makePng(), [chunk('IDAT')])],
    ['palette with tRNS', makePng({ colorType: 3, bitDepth: 8, before: [chunk('tRNS', Buffer.from([0, 128, 255]))] })],
    ['grey with tRNS', makePng({ colorType: 0, bitDepth: 8, before: [chunk('tRNS', Buffer.from([0, 7]))] })],
    ['every common chunk', makePng({ before: commonChunks(), after: [textChunk('Author', 'someone')] })],
    ['animated', makeApng()],
  ]
}

/** A JPEG's first bytes and some more: enough to be told from a PNG. */
export const jpegBytes = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100', 'hex'), Buffer.alloc(200, 0x55)])

/**
 * Deterministic art of about `targetBytes` as pngjs writes it: rings and gradients with as much grain as it takes.
 * Within a few per cent of the target for 1024 px and 40 KB to 2 MB.
 */
export function artPng(size: number, targetBytes: number, seed = 7): Buffer {
  let low = 0
  let high = 1
  let best = drawArt(size, 0, seed)
  for (let round = 0; round < 12; round++) {
    const grain = (low + high) / 2
    const png = drawArt(size, grain, seed)
    if (Math.abs(png.length - targetBytes) < Math.abs(best.length - targetBytes)) best = png
    if (Math.abs(best.length - targetBytes) < targetBytes * 0.02) break
    if (png.length > targetBytes) high = grain
    else low = grain
  }
  return best
}

function drawArt(size: number, grain: number, seed: number): Buffer {
  const png = new PNG({ width: size, height: size })
  const random = seeded(seed)
  const middle = size / 2
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const radius = Math.hypot(x - middle, y - middle) / middle
      const ring = Math.floor(radius * 9)
      // Grain on a share of the pixels decides the size; the cube makes the bisection even.
      const speck = random() < grain ** 3 ? Math.floor(random() * 64) : 0
      const at = (y * size + x) * 4
      png.data[at] = (40 + ring * 23 + speck) & 0xff
      png.data[at + 1] = (90 + ring * 11 + speck) & 0xff
      png.data[at + 2] = (160 - ring * 9 + speck) & 0xff
      png.data[at + 3] = radius > 1 ? 0 : 255
    }
  return PNG.sync.write(png, { deflateLevel: 9 })
}
