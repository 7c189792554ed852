/** What is used of opentype.js 2.0.0, which comes without types. */
declare module 'opentype.js' {
  interface PathCommand {
    readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z'
    readonly x?: number
    readonly y?: number
    readonly x1?: number
    readonly y1?: number
    readonly x2?: number
    readonly y2?: number
  }
  interface Path {
    readonly commands: readonly PathCommand[]
  }
  export interface Font {
    hasChar(letter: string): boolean
    /** With the face's own kerning and ligatures; y grows downwards. @throws Error for a face with features that it does not know */
    getPath(text: string, x: number, y: number, size: number): Path
    /** @throws Error as `getPath` */
    getAdvanceWidth(text: string, size: number): number
    /** One letter as it stands alone. */
    charToGlyph(letter: string): { getPath(x: number, y: number, size: number): Path }
  }
  /** Reads TrueType, OpenType and WOFF. @throws Error for anything else */
  export function parse(bytes: ArrayBuffer): Font
}
