import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { PNG, type PNGOptions } from 'pngjs'
import { pngDamaged } from '../../core/designs/picture-files/picture-header'
import { readPictureHeader } from './picture-header'
import { readPng, type PngChunk, type PngHeader } from './png-chunks'

/** A PNG as it is kept, and the SHA-256 (hex) of its RGBA pixels. */
export type StoredPng = { bytes: Uint8Array; width: number; height: number; pixelDigest: string }

/**
 * Makes a PNG as small as it gets without touching a pixel, and rids it of everything but the picture: texts, times, badge data. Done once,
 * when a picture is stored, and never again (sealed.md, Picture). What says how colours are meant (profile, gamma) stays.
 *
 * pngjs encodes with each row filter; the smallest is packed harder. A file that was smaller as it came (a palette, say) or that pngjs
 * cannot write without loss (16 bits a channel, a grey profile) keeps its own pixel data. Compression runs off the main thread.
 * Throws `not_png`, `png_too_large` (more than 4096 px a side, before decoding) or `png_damaged`.
 */
export async function reencodePng(bytes: Uint8Array): Promise<StoredPng> {
  const source = withoutTexts(bytes)
  const image = decode(source)
  const { width, height } = image
  const smallest = source.bitDepth > 8 || source.greyProfile ? source.bytes : await smallestOf(image, source)
  if (!decode(withoutTexts(smallest)).data.equals(image.data)) throw new Error('re-encoding changed a pixel')
  return { bytes: smallest, width, height, pixelDigest: digest(image.data) }
}

/** How a PNG was packed best: the row filter and the way to deflate. */
export type PngRecipe = { filterType: number; deflateStrategy: number }

/**
 * As `reencodePng` for one of many pictures of the same design: the first tries everything, the others are packed in the way that was
 * best for it. Each is checked pixel for pixel all the same. Throws as `reencodePng`.
 */
export async function reencodeAlike(
  bytes: Uint8Array,
  recipe: PngRecipe | undefined,
): Promise<{ stored: StoredPng; recipe: PngRecipe }> {
  const source = withoutTexts(bytes)
  const image = decode(source)
  const { width, height } = image
  const used = recipe ?? (await recipeFor(image))
  const packed = source.bitDepth > 8 || source.greyProfile ? source.bytes : await packedBy(image, source, used)
  const smallest = packed.byteLength < source.bytes.byteLength ? packed : source.bytes
  if (!decode(withoutTexts(smallest)).data.equals(image.data)) throw new Error('re-encoding changed a pixel')
  return { stored: { bytes: smallest, width, height, pixelDigest: digest(image.data) }, recipe: used }
}

/** SHA-256 (hex) of a PNG's decoded RGBA pixels, 8 bits a channel: the same for every lossless form of a picture. Throws as `reencodePng`. */
export const pixelDigest = (bytes: Uint8Array): string => digest(decode(withoutTexts(bytes)).data)

const digest = (pixels: Buffer) => createHash('sha256').update(pixels).digest('hex')

async function smallestOf(image: PNG, source: Source): Promise<Uint8Array> {
  const filterType = await filterFor(image)
  const candidates = await Promise.all(
    [0, 1].map((deflateStrategy) => packedBy(image, source, { filterType, deflateStrategy })),
  )
  return candidates.reduce<Uint8Array>((a, b) => (b.byteLength < a.byteLength ? b : a), source.bytes)
}

const colorTypeOf = ({ data }: PNG): 2 | 6 => {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return 6
  return 2
}

/** The row filter that packs a picture smallest, tried fast. */
async function filterFor(image: PNG): Promise<number> {
  const colorType = colorTypeOf(image)
  // Trying everything on a huge picture would take many seconds for a few per cent.
  const filters = image.width * image.height > 2_000_000 ? [0, 4] : [0, 1, 2, 3, 4, -1]
  let best = { filterType: 0, length: Infinity }
  for (const filterType of filters) {
    const { length } = await encode(image, { colorType, filterType, deflateLevel: 6, deflateStrategy: 0 })
    if (length < best.length) best = { filterType, length }
  }
  return best.filterType
}

async function recipeFor(image: PNG): Promise<PngRecipe> {
  const filterType = await filterFor(image)
  const colorType = colorTypeOf(image)
  const [plain, filtered] = await Promise.all(
    [0, 1].map((deflateStrategy) => encode(image, { colorType, filterType, deflateLevel: 9, deflateStrategy })),
  )
  return { filterType, deflateStrategy: (filtered?.length ?? Infinity) < (plain?.length ?? Infinity) ? 1 : 0 }
}

/** A picture packed in one way, as hard as it goes, with what says how its colours are meant. */
async function packedBy(image: PNG, source: Source, recipe: PngRecipe): Promise<Uint8Array> {
  const encoded = await encode(image, { colorType: colorTypeOf(image), deflateLevel: 9, ...recipe })
  return Buffer.concat([encoded.subarray(0, 33), ...source.colorChunks, encoded.subarray(33)])
}

/** Packs with pngjs's stream form, which compresses on another thread. It is an old-style stream, hence the events. */
function encode({ width, height, data }: PNG, options: PNGOptions): Promise<Buffer> {
  const image = new PNG({ ...options, width, height })
  image.data = data
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    image.on('data', (part: Buffer) => parts.push(part))
    image.on('end', () => resolve(Buffer.concat(parts)))
    image.on('error', reject)
    image.pack()
  })
}

/** A PNG reduced to its picture. */
type Source = {
  bytes: Buffer
  bitDepth: number
  greyProfile: boolean
  /** Bytes that the pixel data must inflate to: rows with their filter bytes. */
  inflatedLength: number
  colorChunks: Uint8Array[]
  pixelData: Uint8Array[]
}

const pictureChunks = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
const colorChunkTypes = new Set(['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP'])

/** Keeps the chunks that make the picture, and leaves texts, times, badge data and bytes after the end behind. */
function withoutTexts(input: Uint8Array): Source {
  const png = readPng(input)
  const { chunks, bitDepth, colorType } = png
  readPictureHeader(input)
  const whole = ({ start, end }: PngChunk) => input.subarray(start, end)
  const colors = chunks.filter(({ type }) => colorChunkTypes.has(type))
  const kept = chunks.filter(({ type }) => colorChunkTypes.has(type) || pictureChunks.has(type))
  return {
    bytes: Buffer.concat([input.subarray(0, 8), ...kept.map(whole)]),
    bitDepth,
    inflatedLength: inflatedLengthOf(png),
    greyProfile: (colorType === 0 || colorType === 4) && colors.some(({ type }) => type === 'iCCP'),
    colorChunks: colors.map(whole),
    pixelData: chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
  }
}

const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Adam7 (PNG, 8.2): where each pass begins and how far apart its pixels lie. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

function inflatedLengthOf({ width, height, bitDepth, colorType, interlaced }: PngHeader): number {
  const rows = (columns: number, count: number) =>
    columns < 1 || count < 1 ? 0 : count * (1 + Math.ceil((columns * bitDepth * (channels[colorType] ?? 4)) / 8))
  if (!interlaced) return rows(width, height)
  return passes.reduce(
    (sum, [x, y, dx, dy]) => sum + rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)),
    0,
  )
}

/** pngjs fills rows that are missing with black and inflates interlaced ones without a bound, so the pixel data is measured first. */
function decode(source: Source): PNG {
  try {
    const { length } = inflateSync(Buffer.concat(source.pixelData), { maxOutputLength: source.inflatedLength })
    if (length !== source.inflatedLength) throw new Error('the pixel data is too short')
    return PNG.sync.read(source.bytes)
  } catch (error) {
    throw pngDamaged('undecodable', error)
  }
}
