import { brightness, linearOf } from './colors'
import type { Box } from './geometry'

/** What the finished picture's pixels tell. */
export interface PictureFacts {
  /** The box of all ink, in shares of the side; null for an empty picture. */
  readonly ink: Box | null
  /** The share of the outline (0 to 1) that stands out against white, and against black. */
  readonly onWhite: number
  readonly onBlack: number
}

/** Opacity under which a pixel is no ink (of 255). */
const faint = 24
/** How far inwards a rim may lie and still hold the shape together, as a share of the side. */
const rimDepth = 0.05
/** WCAG 2.2, 1.4.11: what is no lettering stands out from three to one. */
const standsOut = 3
/** Rays from the middle along which the outline is looked at. */
const rays = 180

/**
 * Reads a square drawing on a transparent ground: how far its ink goes, and whether its edge can be seen on white and on black. An edge
 * is seen where anything within the outermost twentieth of the side stands out against the ground: a light hairline inside a dark rim
 * is enough. Looked at along rays from the middle of the ink.
 * @param pixels `4 × side × side` bytes, as `ImageData` holds them
 */
export function pictureFacts(pixels: Uint8ClampedArray, side: number): PictureFacts {
  const ink = inkBox(pixels, side)
  if (!ink) return { ink, onWhite: 1, onBlack: 1 }
  const middle = { x: (ink.left + ink.right) / 2, y: (ink.top + ink.bottom) / 2 }
  let [onWhite, onBlack] = [0, 0]
  for (let ray = 0; ray < rays; ray += 1) {
    const angle = (ray / rays) * 2 * Math.PI
    const seen = alongRay(pixels, side, middle, Math.cos(angle), Math.sin(angle))
    onWhite += seen.white ? 1 : 0
    onBlack += seen.black ? 1 : 0
  }
  const share = ({ left, top, right, bottom }: Box): Box => ({
    left: left / side,
    top: top / side,
    right: right / side,
    bottom: bottom / side,
  })
  return { ink: share(ink), onWhite: onWhite / rays, onBlack: onBlack / rays }
}

function inkBox(pixels: Uint8ClampedArray, side: number): Box | null {
  let [left, top, right, bottom] = [side, side, 0, 0]
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      if ((pixels[(y * side + x) * 4 + 3] ?? 0) < faint) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = y + 1
    }
  return right === 0 ? null : { left, top, right, bottom }
}

/** From the outside inwards: the first ink, and a twentieth of the side further. */
function alongRay(
  pixels: Uint8ClampedArray,
  side: number,
  middle: { x: number; y: number },
  dx: number,
  dy: number,
): { white: boolean; black: boolean } {
  const seen = { white: false, black: false }
  let left = rimDepth * side
  for (let far = side; far >= 0 && left > 0; far -= 0.5) {
    const [x, y] = [Math.floor(middle.x + dx * far), Math.floor(middle.y + dy * far)]
    if (x < 0 || y < 0 || x >= side || y >= side) continue
    const at = (y * side + x) * 4
    const opacity = (pixels[at + 3] ?? 0) / 255
    if (opacity * 255 < faint) continue
    left -= 0.5
    const light = (ground: number): number => {
      const mixed = (channel: number): number =>
        linearOf(((pixels[at + channel] ?? 0) / 255) * opacity + ground * (1 - opacity))
      return brightness(mixed(0), mixed(1), mixed(2))
    }
    seen.white ||= 1.05 / (light(1) + 0.05) >= standsOut
    seen.black ||= (light(0) + 0.05) / 0.05 >= standsOut
  }
  return seen
}
