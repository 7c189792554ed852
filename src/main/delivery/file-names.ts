import { BlazonError } from '../../core/errors'

/** A file on its way out of the house. */
export type DeliveredFile = { fileName: string; bytes: Uint8Array }

/**
 * Refuses a name that is more than one segment of a path, or hides what it is: the last gate, whatever made the name.
 * Throws `invalid_input` (field fileName, reason not_a_file_name).
 */
export function checkFileName(fileName: string): void {
  if (
    fileName === '' ||
    fileName === '.' ||
    fileName === '..' ||
    /[/\\:\p{Cc}]/u.test(fileName) ||
    /[. ]$/.test(fileName) ||
    Buffer.byteLength(fileName) > 255
  )
    throw new BlazonError('invalid_input', 'not the name of one file', {
      field: 'fileName',
      reason: 'not_a_file_name',
    })
}

/** The n-th candidate for a name: `a.png`, `a (2).png`, `a (3).png`. */
export function numberedName(fileName: string, number: number): string {
  if (number === 1) return fileName
  const dot = fileName.lastIndexOf('.')
  return dot <= 0 ? `${fileName} (${number})` : `${fileName.slice(0, dot)} (${number})${fileName.slice(dot)}`
}

/** What two names have in common where a file system ignores case and ways of composing letters. */
export function nameKey(fileName: string): string {
  return fileName.normalize('NFC').toLowerCase()
}
