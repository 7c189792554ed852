import { type Document, type Element, XMLSerializer } from '@xmldom/xmldom'
import { BlazonError } from '../../core/errors'
import { isCompactJws } from './badge-text'
import { formats, keywords, type Keyword } from './bake'
import { refuseActiveSvg } from './active-svg'
import { elementsIn, keywordOf, parseSvg, svgElements, svgPayloads } from './svg-payloads'

const xmlns = 'http://www.w3.org/2000/xmlns/'

/**
 * Bakes badge texts into an SVG: one element each, right after the opening tag of the drawing, the 2.0 one first. A JWS goes into
 * `verify`; JSON into CDATA, and for 2.0 its address into `verify` besides. With `replace`, all old elements of the
 * same keywords go, whatever their prefix. A text comes out trimmed: white space at its ends is not the badge's.
 * Throws `already_baked` and `invalid_input` as `bakeInto` does, `unreadable_file` as `parseSvg` does, and with reason `svg_unsafe`
 * where the drawing holds what could run or fetch: nobody should hand that out under an issuer's name.
 * Source: ob_v2p0/baking (SVG), ob_v3p0/docformat (SVG).
 */
export function bakeSvg(
  svg: string,
  payloads: { [keyword in Keyword]?: string },
  options: { replace?: boolean } = {},
): string {
  const wanted = keywords.flatMap((keyword) => {
    const text = payloads[keyword]
    return text === undefined ? [] : [{ keyword, text: xmlText(keyword, text) }]
  })
  if (wanted.length === 0)
    throw new BlazonError('invalid_input', 'nothing to bake', { field: 'payloads', reason: 'no_payload' })
  // UTF-8 from here on, whatever it was read from, and that needs no declaration (XML 1.0, 4.3.3).
  const { document, root } = parseSvg(svg.trim().replace(/^<\?xml\s[^?]*\?>/, ''))
  refuseActiveSvg(document)
  const old = [...elementsIn(root)].filter((element) => wanted.some(({ keyword }) => keyword === keywordOf(element)))
  if (old.length > 0 && !options.replace)
    throw new BlazonError('already_baked', 'the picture holds badge data already', {
      formats: [...new Set(old.flatMap((element) => keywordOf(element) ?? []))].map((keyword) => formats[keyword]),
    })
  for (const element of old) element.parentNode?.removeChild(element)
  const first = root.firstChild
  for (const { keyword, text } of wanted) root.insertBefore(badgeElement(document, root, keyword, text), first)

  const baked = new XMLSerializer().serializeToString(document, { requireWellFormed: true })
  const said = svgPayloads(baked)
  for (const { keyword, text } of wanted)
    if (!said.some((one) => one.keyword === keyword && one.text === text && one.repeats === 0))
      throw new Error('the SVG does not give back what was baked into it')
  return baked
}

/** A text as XML can hold it: JSON may spell what XML may not (XML 1.0, 2.2), a JWS has no such letters. */
function xmlText(keyword: Keyword, text: string): string {
  const invalid = (reason: string) =>
    new BlazonError('invalid_input', 'the text cannot be baked', { field: keyword, reason })
  const trimmed = text.trim()
  if (trimmed === '') throw invalid('empty')
  if (trimmed.includes('\0')) throw invalid('nul')
  if (!trimmed.isWellFormed()) throw invalid('lone_surrogate')
  return trimmed.replaceAll(/\r\n?/g, '\n').replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff')
}

function badgeElement(document: Document, root: Element, keyword: Keyword, text: string): Element {
  const { namespace, localName } = svgElements.find((known) => known.keyword === keyword) ?? {}
  const element = document.createElementNS(namespace ?? null, `openbadges:${String(localName)}`)
  // Both formats write the same prefix: the second one, or one that finds it taken, binds it for itself.
  const bound = root.getAttribute('xmlns:openbadges')
  if (bound === null || bound === '') root.setAttributeNS(xmlns, 'xmlns:openbadges', namespace ?? '')
  else if (bound !== namespace) element.setAttributeNS(xmlns, 'xmlns:openbadges', namespace ?? '')
  if (isCompactJws(text)) {
    element.setAttribute('verify', text)
    return element
  }
  const address = keyword === 'openbadges' ? addressIn(text) : null
  if (address !== null) element.setAttribute('verify', address)
  // CDATA cannot hold its own end: that is cut between two.
  for (const part of text.split(/(?<=\]\])(?=>)/)) element.appendChild(document.createCDATASection(part))
  return element
}

/** The address that a hosted assertion names as its own. */
function addressIn(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown }
    return typeof id === 'string' && /^https?:\/\//i.test(id) ? id : null
  } catch {
    return null
  }
}
