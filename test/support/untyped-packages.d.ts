/** Reads a PNG's chunks and checks every CRC. Has no types of its own. */
declare module 'png-chunks-extract' {
  export default function extractChunks(png: Uint8Array): { name: string; data: Uint8Array }[]
}

/** Puts a PNG together from chunks. */
declare module 'png-chunks-encode' {
  export default function encodeChunks(chunks: { name: string; data: Uint8Array }[]): Uint8Array
}
