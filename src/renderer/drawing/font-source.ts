import type { AddedFace } from '../../core/designs/faces'

/** A face of the library, and the hash that its bytes are read by. */
export interface LibraryFace extends AddedFace {
  readonly sha256: string
}
/** Where the drawing gets the faces from that were added to the library. */
export interface FontSource {
  readonly list: () => Promise<readonly LibraryFace[]>
  readonly read: (sha256: string) => Promise<ArrayBuffer>
  /** Calls back whenever a face was added or removed. */
  readonly onChange: (listener: () => void) => void
}

let source: FontSource | null = null
/** Hands the library's faces to every drawing of the page; once, at the start. It is a file of its own so that the start loads no canvas. */
export function setFontSource(next: FontSource): void {
  source = next
}
export const fontSource = (): FontSource | null => source
