/**
 * The one text form of a document: stored, baked and published letter for letter (two spaces, a line feed at the end).
 * One form everywhere means that a baked file, the published file and the library's record can be compared byte for byte.
 */
export function documentText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
