/** Where EXIF's orientations put the picture: a, b, c, d of the canvas transform, and which of width and height it is moved by. */
const turns: Readonly<Record<number, readonly [number, number, number, number]>> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
}

/** A decoded picture set upright as EXIF's `orientation` (1 to 8) says, as a file. Photos keep nine tenths of their quality. */
export async function turned(
  bitmap: ImageBitmap,
  orientation: number,
  type: 'image/png' | 'image/jpeg' | 'image/webp',
): Promise<Blob> {
  const { width, height } = bitmap
  const isOnItsSide = orientation > 4
  const canvas = new OffscreenCanvas(isOnItsSide ? height : width, isOnItsSide ? width : height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the page has no 2D canvas')
  const [a, b, c, d] = turns[orientation] ?? [1, 0, 0, 1]
  const isBack = (one: number, other: number): boolean => one + other < 0
  context.setTransform(a, b, c, d, isBack(a, c) ? canvas.width : 0, isBack(b, d) ? canvas.height : 0)
  context.drawImage(bitmap, 0, 0)
  return canvas.convertToBlob({ type, quality: 0.92 })
}
