/** What a layer with a glyph is called at first: "Book open" for `phosphor/book-open`. */
export function glyphName(glyph: string): string {
  const words = glyph.slice(glyph.indexOf('/') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
