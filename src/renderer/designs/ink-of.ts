/** The part of a canvas that has ink, as a canvas of its own; null where there is none. */
export function inkOf(canvas: OffscreenCanvas): OffscreenCanvas | null {
  const { width, height } = canvas
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data
  if (!pixels) return null
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4 + 3] === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  if (right < left) return null
  const cut = new OffscreenCanvas(right - left + 1, bottom - top + 1)
  cut.getContext('2d')?.drawImage(canvas, -left, -top)
  return cut
}
