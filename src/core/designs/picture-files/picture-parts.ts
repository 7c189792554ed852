/** What walking a picture's file brings to light beside its header. */
export interface PictureParts {
  /** Views on the parts of the file that draw, in order: pixels and how their colours are meant, nothing that tells of people or places. */
  readonly essence: readonly Uint8Array[]
  /** How the camera was held, as EXIF says it: 1 is upright, 2 to 8 turned or mirrored. The essence no longer says so. */
  readonly orientation: number
  /** More than one frame: the browser draws the first. */
  readonly isAnimated: boolean
}
/** A file of nothing but tiny parts costs no more views than this: no picture has as many. */
export const maxParts = 100_000

/** The essence of a picture as the bytes of a file. The same bytes come out when it is read again. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}
