import { BlazonError } from '../../errors'

/** An SVG of more text than this is no drawing that a badge needs, and costs seconds to draw. */
export const maxSvgBytes = 5_000_000

/** True where a file is an SVG by what it begins with; names and types are not asked. */
export function isSvg(bytes: Uint8Array): boolean {
  const head = decoded(bytes.subarray(0, 8192)).trimStart()
  return head.startsWith('<') && /<(?:[\p{L}_][\p{L}\d_.-]*:)?svg[\s/>]/u.test(head)
}

function decoded(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  return new TextDecoder(utf16 ?? 'utf-8').decode(bytes)
}

/** Markup without its comments, in one pass. @throws BlazonError `unreadable_file` with reason `damaged` where one is not closed */
function withoutComments(text: string): string {
  const kept: string[] = []
  let from = 0
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at + 4)
    if (end < 0) throw new BlazonError('unreadable_file', 'a comment that is not closed', { reason: 'damaged' })
    kept.push(text.slice(from, at))
    from = end + 3
  }
  return [...kept, text.slice(from)].join('')
}

/**
 * The text of an SVG as a parser may see it: without a declaration of its type, which draws nothing. One that declares entities is
 * refused before anything is parsed, since entities can swell to gigabytes or fetch files.
 * @throws BlazonError `unreadable_file` with reason `too_complex`, `entities` or `damaged`
 */
export function safeSvgText(bytes: Uint8Array): string {
  if (bytes.length > maxSvgBytes)
    throw new BlazonError('unreadable_file', 'more SVG than Blazon reads', { reason: 'too_complex' })
  const text = decoded(bytes)
  const plain = text.replace(/<!DOCTYPE[^[<>]*>/i, '')
  if (/<!DOCTYPE|<!ENTITY|<!ELEMENT|<!ATTLIST/i.test(withoutComments(plain)))
    throw new BlazonError('unreadable_file', 'an SVG with declarations', { reason: 'entities' })
  return plain.trim()
}
