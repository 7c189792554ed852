import { BlazonError } from '../../core/errors'
import { refuseActiveSvg } from './active-svg'
import { keywordOf, elementsIn, parseSvg } from './svg-payloads'

/** Sides that an SVG without any of its own gets: it is drawn at whatever size is asked for. */
const usual = 600

/**
 * Looks at an SVG that is to be a badge's picture and says how large it means to be, in whole pixels. Throws `unreadable_file`
 * as `parseSvg` and `refuseActiveSvg` do, and `already_baked` for one that holds somebody's badge.
 */
export function readVector(svg: string): { mime: 'image/svg+xml'; width: number; height: number } {
  const { document, root } = parseSvg(svg.trim())
  refuseActiveSvg(document)
  if ([...elementsIn(root)].some((element) => keywordOf(element) !== undefined))
    throw new BlazonError('already_baked', 'the picture holds badge data already')
  const [, , boxWidth, boxHeight] = (root.getAttribute('viewBox') ?? '').trim().split(/[\s,]+/)
  const side = (name: 'width' | 'height', box: string | undefined) => {
    const said = [root.getAttribute(name), box].map(pixels).find((length) => length !== null)
    return said ?? usual
  }
  return { mime: 'image/svg+xml', width: side('width', boxWidth), height: side('height', boxHeight) }
}

/** A length in pixels; null for another unit, and for what no picture measures. */
function pixels(text: string | null | undefined): number | null {
  const length = /^\d+(\.\d+)?(px)?$/.test(text ?? '') ? Math.round(parseFloat(text ?? '')) : 0
  return length >= 1 && length <= 100_000 ? length : null
}
