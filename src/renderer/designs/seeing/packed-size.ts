import { giveWay } from '../../drawing'

/** What the documents of an award add to its picture: both formats with their proofs, rounded up. */
const documentBytes = 9 * 1024
/** PNG's row filters (PNG 3rd edition, 9.2) that are tried: one of them suits a whole picture nearly as well as the best per row. */
const filters: readonly ((left: number, above: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
]

/**
 * About what a baked picture of these pixels weighs, in bytes: main packs it as small as it gets, which a canvas does not. Within a
 * tenth where it matters; light pictures come out a little too heavy.
 */
export async function bakedBytes({ data, width, height }: ImageData): Promise<number> {
  const sizes: Promise<number>[] = []
  for (const filter of filters) {
    // Each takes a moment of the page's time; packing takes none.
    await giveWay()
    sizes.push(packed(filtered(data, width, height, filter)))
  }
  return Math.min(...(await Promise.all(sizes))) + documentBytes
}

function filtered(
  data: ImageData['data'],
  width: number,
  height: number,
  guess: (left: number, above: number) => number,
): Uint8Array<ArrayBuffer> {
  const row = width * 4
  const rows = new Uint8Array(height * (row + 1))
  for (let y = 0, to = 0; y < height; y += 1) {
    rows[to++] = 1
    for (let at = y * row, end = at + row; at < end; at += 1) {
      const left = at % row < 4 ? 0 : (data[at - 4] ?? 0)
      rows[to++] = (data[at] ?? 0) - guess(left, y === 0 ? 0 : (data[at - row] ?? 0))
    }
  }
  return rows
}

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const reader = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate')).getReader()
  let size = 0
  for (let step = await reader.read(); !step.done; step = await reader.read()) size += step.value.length
  return size
}
