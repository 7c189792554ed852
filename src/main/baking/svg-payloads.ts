import { type Document, DOMParser, type Element, type Node } from '@xmldom/xmldom'
import { BlazonError } from '../../core/errors'
import type { Keyword } from './bake'

/** An SVG larger than this is not read: a badge's drawing and its assertion take some kilobytes. */
export const maxSvgBytes = 4 * 1024 * 1024
/** Tags (comments and CDATA with them) and attributes of one tag that are read at most, and how deep they may nest: parsers take their square. */
const maxTags = 20_000
const maxAttributes = 200
const maxDepth = 1_000

/** Where badge data stands in an SVG: element by namespace and local name, never by prefix. */
export const svgElements: { namespace: string; localName: string; keyword: Keyword }[] = [
  { namespace: 'http://openbadges.org', localName: 'assertion', keyword: 'openbadges' },
  { namespace: 'https://purl.imsglobal.org/ob/v3p0', localName: 'credential', keyword: 'openbadgecredential' },
]

export type SvgPayload = { keyword: Keyword; text: string; repeats: number }

export const refused = (reason: string, cause?: unknown) =>
  new BlazonError('unreadable_file', 'the SVG is not read', { reason }, { cause })

/**
 * Looks the markup over, in one pass, for what must not reach a parser: a document type (with it every entity),
 * and numbers of tags, attributes and levels that are there to exhaust.
 */
function refuseDangerousMarkup(text: string): void {
  let tags = 0
  let depth = 0
  const skipTo = (end: string, from: number) => {
    const found = text.indexOf(end, from)
    if (found < 0) throw refused('svg_malformed')
    return found + end.length
  }
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (++tags > maxTags) throw refused('svg_too_complex')
    if (text.startsWith('<!--', at)) at = skipTo('-->', at + 4)
    else if (text.startsWith('<![CDATA[', at)) at = skipTo(']]>', at + 9)
    else if (text.startsWith('<?', at)) at = skipTo('?>', at + 2)
    else if (text.startsWith('<!', at)) throw refused('svg_doctype')
    else {
      const closing = text[at + 1] === '/'
      let attributes = 0
      let next = at + 1
      for (; ; next++) {
        const character = text[next]
        if (character === undefined) throw refused('svg_malformed')
        if (character === '>') break
        if (character === '=') attributes++
        if (character === '"' || character === "'") next = skipTo(character, next + 1) - 1
      }
      const empty = text[next - 1] === '/'
      depth += closing ? -1 : empty ? 0 : 1
      if (attributes > maxAttributes || depth > maxDepth) throw refused('svg_too_complex')
      at = next + 1
    }
  }
}

/** The element's own text and CDATA, joined. */
function ownText(element: Element): string {
  let text = ''
  for (let child: Node | null = element.firstChild; child; child = child.nextSibling)
    if (child.nodeType === child.TEXT_NODE || child.nodeType === child.CDATA_SECTION_NODE) text += child.nodeValue ?? ''
  return text.trim()
}

/**
 * What an element says: the JSON in its body; else the JWS or (older, hosted badges) the URL in `verify`. The two
 * may stand together in a hosted badge, where the body is the assertion and `verify` its address; a JWS in `verify`
 * goes before a body, because only it is signed.
 */
function elementText(element: Element): string {
  const verify = (element.getAttribute('verify') ?? '').trim()
  const body = ownText(element)
  return body !== '' && !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(verify) ? body : verify
}

/**
 * Parses an SVG. Nothing is run, fetched or expanded; a document type is refused.
 * Throws `unreadable_file` (reason svg_doctype | svg_too_complex | svg_malformed | xml | too_large).
 */
export function parseSvg(svg: string): { document: Document; root: Element } {
  // Two bytes a letter at most in memory; the caller's bytes were counted already.
  if (svg.length > maxSvgBytes) throw refused('too_large')
  refuseDangerousMarkup(svg)
  try {
    const document = new DOMParser({
      locator: false,
      onError: (level, message) => {
        if (level !== 'warning') throw refused('svg_malformed', message)
      },
    }).parseFromString(svg, 'image/svg+xml')
    if (document.doctype) throw refused('svg_doctype')
    const root = document.documentElement
    if (root?.localName !== 'svg') throw refused('xml')
    return { document, root }
  } catch (error) {
    throw error instanceof BlazonError ? error : refused('svg_malformed', error)
  }
}

/** Every element of a tree in document order, without recursion; the tree may be changed between two. */
export function* elementsIn(root: Element): Generator<Element> {
  for (let node: Node | null = root; node; node = following(node, root))
    if (node.nodeType === node.ELEMENT_NODE) yield node as Element
}

/** The keyword that an element stands for, if it is one of badge data. */
export const keywordOf = (element: Element): Keyword | undefined =>
  svgElements.find(({ namespace, localName }) => namespace === element.namespaceURI && localName === element.localName)
    ?.keyword

/**
 * Reads the badge texts of an SVG, one for each keyword: the first element counts, `repeats` says how many more
 * there are. Throws as `parseSvg` does.
 * Source: ob_v2p0/baking (SVG), ob_v3p0/docformat (SVG).
 */
export function svgPayloads(svg: string): SvgPayload[] {
  const found = new Map<Keyword, SvgPayload>()
  for (const element of elementsIn(parseSvg(svg).root)) {
    const keyword = keywordOf(element)
    if (!keyword) continue
    const earlier = found.get(keyword)
    if (earlier) earlier.repeats++
    else found.set(keyword, { keyword, text: elementText(element), repeats: 0 })
  }
  return [...found.values()].filter((payload) => payload.text !== '')
}

/** The next node in document order, without recursion. */
function following(node: Node, root: Node | null): Node | null {
  if (node.firstChild) return node.firstChild
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) if (at.nextSibling) return at.nextSibling
  return null
}
