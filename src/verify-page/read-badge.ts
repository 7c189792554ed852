import { bakedKeywords, readTextChunks } from '../core/openbadges/check/text-chunks'
import { inflate } from './web-ports'

/** The largest picture or document that is looked at. */
export const largestFile = 20 * 1024 * 1024

/** Badge documents as text, the 3.0 one first; or why there are none. */
export type ReadBadge =
  | { texts: string[]; repeated: boolean; picture: boolean }
  | { fault: 'damaged_png' | 'not_a_badge' | 'too_large'; reason: string }

/** Takes the badge out of a file: PNG, SVG, or the text of a JSON or JWT file. */
export async function readBadge(bytes: Uint8Array): Promise<ReadBadge> {
  if (bytes.length > largestFile) return { fault: 'too_large', reason: 'too_large' }
  const png = readTextChunks(bytes)
  if ('texts' in png) {
    try {
      const texts = await Promise.all(
        bakedKeywords.map(async (keyword) => {
          const found = png.texts.find((text) => text.keyword === keyword)
          if (!found) return null
          return 'text' in found ? found.text : new TextDecoder(found.encoding).decode(await inflate(found.zlib))
        }),
      )
      return inPicture(
        texts.filter((text) => text !== null),
        png.repeated,
      )
    } catch {
      return { fault: 'damaged_png', reason: 'not_text' }
    }
  }
  if (png.fault !== 'not_png') return { fault: 'damaged_png', reason: png.fault }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    return { fault: 'not_a_badge', reason: photoKind(bytes) ?? 'not_text' }
  }
  if (text.startsWith('<')) return inPicture(textsInSvg(text), false)
  return text === '' ? { fault: 'not_a_badge', reason: 'empty' } : { texts: [text], repeated: false, picture: false }
}

/** The kinds of pictures that phones and chats make; none of them holds a badge. */
function photoKind(bytes: Uint8Array): 'jpeg' | 'heic' | 'webp' | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 12))
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpeg'
  if (/^....ftyp(hei|hev|mif|msf|avi)/s.test(head)) return 'heic'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'webp' : null
}

const inPicture = (texts: string[], repeated: boolean): ReadBadge =>
  texts.length === 0 ? { fault: 'not_a_badge', reason: 'no_badge_data' } : { texts, repeated, picture: true }

/** The badges baked into an SVG (Open Badges 3.0 and 2.0, baking): JSON inside the element, else what `verify` holds. */
function textsInSvg(source: string): string[] {
  const root = new DOMParser().parseFromString(source, 'image/svg+xml')
  const places = [
    ['https://purl.imsglobal.org/ob/v3p0', 'credential'],
    ['http://openbadges.org', 'assertion'],
  ] as const
  return places.flatMap(([namespace, name]) => {
    const element = root.getElementsByTagNameNS(namespace, name)[0]
    const text = element?.textContent?.trim() || element?.getAttribute('verify')?.trim()
    return text ? [text] : []
  })
}
