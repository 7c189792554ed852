/** A picture's pixels, row by row: red, green, blue, opacity, each 0 to 255, not premultiplied, as `ImageData` holds them. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>
