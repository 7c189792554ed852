import DOMPurify from 'dompurify'
import { safeSvgText } from '../../../core/designs/svg-import/svg-text'
import { BlazonError } from '../../../core/errors'
import { cssAddresses } from './css-addresses'
import { expandedNodes } from './expanded-nodes'

/** What of a drawing is left out, or cannot be taken apart; the words file `pictures` names each. */
export const drawingParts = ['script', 'foreign', 'external', 'animation', 'text', 'mask', 'filter', 'pattern'] as const
export type DrawingPart = (typeof drawingParts)[number]

/** An SVG made safe: its text, the size in pixels that it is drawn at, and what a person should know before it is placed. */
export interface DrawingFile {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly parts: readonly DrawingPart[]
}

/** The longest side in pixels: twice that of the artboard, so that it stays sharp when it fills it, and more for one that asks for more. */
const [leastSide, mostSide] = [1200, 2048]
/** Nodes that a drawing may have once every `<use>` is written out. */
const maxNodes = 100_000
const svgSpace = 'http://www.w3.org/2000/svg'
const partOf: Readonly<Record<string, DrawingPart>> = {
  script: 'script',
  handler: 'script',
  foreignObject: 'foreign',
  iframe: 'foreign',
  animate: 'animation',
  animateMotion: 'animation',
  animateTransform: 'animation',
  animateColor: 'animation',
  set: 'animation',
  text: 'text',
  mask: 'mask',
  filter: 'filter',
  pattern: 'pattern',
}
const leftOut = new Set<DrawingPart>(['script', 'foreign', 'animation'])

/** Addresses that stay within the file: an id, or a picture written into it. */
const isInside = (address: string): boolean =>
  /^\s*(#|data:image\/(png|jpeg|webp|gif);base64,[\w+/=\s]*$)/i.test(address)
const hasOutside = (css: string): boolean =>
  // A backslash can spell any of the others.
  /@import|@font-face|expression\s*\(|javascript:|image-set|\\/i.test(css) ||
  (cssAddresses(css)?.some((address) => !isInside(address)) ?? true)

/**
 * Reads an SVG that may come from anywhere. It is parsed without being shown (nothing runs, nothing is fetched), rid of everything that
 * could act or reach out, by our own rules and then by DOMPurify's, and given a colour for `currentColor`, which would be black (trap 14).
 * @throws BlazonError `unreadable_file` with reason `entities`, `too_complex`, `damaged` or `not_a_picture`
 */
export function readDrawing(bytes: Uint8Array, currentColor: string): DrawingFile {
  const document = new DOMParser().parseFromString(safeSvgText(bytes), 'image/svg+xml')
  const root = document.documentElement
  if (document.querySelector('parsererror')) throw refused('damaged')
  if (root.localName !== 'svg' || root.namespaceURI !== svgSpace) throw refused('not_a_picture')
  const found = new Set<DrawingPart>()
  clean(root, found)
  if (expandedNodes(root, maxNodes) > maxNodes) throw refused('too_complex')
  const asked = sizeOf(root)
  if (!root.hasAttribute('viewBox')) root.setAttribute('viewBox', `0 0 ${asked.width} ${asked.height}`)
  const longest = Math.max(asked.width, asked.height)
  const scale = Math.min(mostSide, Math.max(leastSide, 2 * longest)) / longest
  const width = Math.max(1, Math.round(asked.width * scale))
  const height = Math.max(1, Math.round(asked.height * scale))
  root.setAttribute('width', String(width))
  root.setAttribute('height', String(height))
  if (!root.hasAttribute('color')) root.setAttribute('color', currentColor)
  // In place: as text it would be read as HTML, which knows no CDATA and no namespaces.
  DOMPurify.sanitize(root, {
    IN_PLACE: true,
    USE_PROFILES: { svg: true, svgFilters: true },
    ADD_TAGS: ['use'],
    ALLOW_DATA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
  })
  const svg = new XMLSerializer().serializeToString(root)
  return { svg, width, height, parts: drawingParts.filter((part) => found.has(part)) }
}

const refused = (reason: string): BlazonError => new BlazonError('unreadable_file', `SVG: ${reason}`, { reason })

function clean(root: Element, found: Set<DrawingPart>): void {
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const part = element.namespaceURI === svgSpace ? partOf[element.localName] : undefined
    if (part) found.add(part)
    if (part && leftOut.has(part)) element.remove()
    else if (element.localName === 'style' && hasOutside(element.textContent)) {
      found.add('external')
      element.remove()
    } else cleanAttributes(element, found)
  }
}

function cleanAttributes(element: Element, found: Set<DrawingPart>): void {
  for (const { name, localName, value } of [...element.attributes]) {
    const isHandler = /^on/i.test(localName)
    const isAddress = localName === 'href' || localName === 'src'
    // A link leads away from a picture that cannot be clicked: it is taken off without a word.
    const isLink = isAddress && element.localName === 'a'
    // Browsers read what draws (`mask`, `fill` …) as CSS, in which `u\72l(…)` is an address too.
    const isSpelt = !name.includes(':') && value.includes('\\') && value.includes('(')
    const isStyle = name === 'style' || isSpelt || /url\s*\(/i.test(value)
    const isOutside = (isAddress && !isInside(value)) || name === 'xml:base' || (isStyle && hasOutside(value))
    if (!isHandler && !isOutside && !isLink) continue
    element.removeAttribute(name)
    if (isHandler || /^\s*javascript:/i.test(value)) found.add('script')
    else if (!isLink) found.add('external')
  }
}

/** The size that the drawing asks for in CSS pixels; a drawing that names none is square. */
function sizeOf(root: Element): { width: number; height: number } {
  const box = (root.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [, , across = NaN, down = NaN] = box
  const asked = (name: string): number => {
    const match = /^\s*([\d.]+(?:e[+-]?\d+)?)(px|pt|mm|cm|in)?\s*$/i.exec(root.getAttribute(name) ?? '')
    const unit = { px: 1, pt: 4 / 3, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }[(match?.[2] ?? 'px').toLowerCase()] ?? 1
    return match ? Number(match[1]) * unit : NaN
  }
  const isSize = (value: number): boolean => Number.isFinite(value) && value > 0
  const [width, height] = [asked('width'), asked('height')]
  const ratio = isSize(across) && isSize(down) ? across / down : 1
  if (isSize(width) && isSize(height)) return { width, height }
  if (isSize(width)) return { width, height: width / ratio }
  if (isSize(height)) return { width: height * ratio, height }
  return isSize(across) && isSize(down) ? { width: across, height: down } : { width: 300, height: 300 }
}
