import type { Document } from '@xmldom/xmldom'
import { BlazonError } from '../../core/errors'
import { elementsIn } from './svg-payloads'

/** Elements that run, frame or play something. */
const active = new Set(
  'script handler listener foreignobject iframe frame object embed audio video link meta base'.split(' '),
)
/** Languages whose elements do something wherever they stand. */
const foreign = new Set(['http://www.w3.org/1999/xhtml', 'http://www.w3.org/1998/Math/MathML'])
/** Where pictures and parts of the drawing itself may be taken from. */
const harmlessReference =
  /^\s*(#|data:image\/(png|jpeg|gif|webp);base64,|data:(font|application)\/[\w-]*(font|woff2?|ttf|otf)[\w-]*;base64,|$)/i

/**
 * Refuses a drawing that could run a script, open another document or fetch anything when somebody looks at it. Style is read
 * strictly: an escape in it could spell `url(`. Throws `unreadable_file` with reason `svg_unsafe`; `details.what` names
 * the element or attribute.
 */
export function refuseActiveSvg(document: Document): void {
  for (let node = document.firstChild; node; node = node.nextSibling)
    if (node.nodeType === node.PROCESSING_INSTRUCTION_NODE && node.nodeName.toLowerCase() !== 'xml')
      throw unsafe(node.nodeName)
  if (!document.documentElement) return
  for (const element of elementsIn(document.documentElement)) {
    const name = (element.localName ?? element.nodeName).toLowerCase()
    if (active.has(name) || foreign.has(element.namespaceURI ?? '')) throw unsafe(name)
    if (name === 'style' && !isHarmlessSheet(element.textContent ?? '')) throw unsafe(name)
    for (let at = 0; at < element.attributes.length; at++) {
      const attribute = element.attributes.item(at)
      if (attribute && !isHarmlessAttribute(attribute.nodeName, attribute.value)) throw unsafe(attribute.nodeName)
    }
  }
}

function isHarmlessAttribute(qualifiedName: string, value: string): boolean {
  const name = qualifiedName.toLowerCase().replace(/^.*:/, '')
  // With another base, `#part` is an address.
  if (name.startsWith('on') || name === 'base') return false
  // What `set` and `animate` put into another attribute comes from theirs.
  if (name === 'attributename') return !/^(.*:)?(href|src|style|on.*)$/i.test(value.trim())
  if (name === 'href' || name === 'src') return harmlessReference.test(value)
  if (/javascript:|vbscript:/i.test(value.replaceAll(/[\u0000-\u0020]/g, ''))) return false
  return isHarmlessStyle(value)
}

/** A style sheet without markup, which would count where the SVG stands within HTML. */
const isHarmlessSheet = (sheet: string) => !sheet.includes('<') && isHarmlessStyle(sheet)

/** Style without escapes and imports, whose addresses are parts of the drawing. */
function isHarmlessStyle(style: string): boolean {
  if (/@import|expression\s*\(|image-set\s*\(|\\/i.test(style)) return false
  return [...style.matchAll(/url\s*\(\s*(['"]?)\s*([^)]*)/gi)].every(([, , address]) =>
    harmlessReference.test(address ?? ''),
  )
}

const unsafe = (what: string) =>
  new BlazonError('unreadable_file', 'the SVG could run or fetch something', {
    reason: 'svg_unsafe',
    what: what.slice(0, 60),
  })
