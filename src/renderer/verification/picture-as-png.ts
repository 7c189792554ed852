import { toBase64 } from '../../core/base64'

const sidePx = 600

/**
 * An SVG picture as PNG, 600 px at its longer side, as base64. It is drawn as an image: its scripts do not run and nothing is
 * loaded. Undefined where the browser cannot draw it.
 */
export async function pictureAsPng(svg: Blob): Promise<string | undefined> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    // A picture without a size of its own is drawn square.
    const [width, height] = [image.naturalWidth || sidePx, image.naturalHeight || sidePx]
    const scale = sidePx / Math.max(width, height)
    const canvas = new OffscreenCanvas(Math.round(width * scale) || 1, Math.round(height * scale) || 1)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await toBase64(await canvas.convertToBlob({ type: 'image/png' }))
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(address)
  }
}
