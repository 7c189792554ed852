import { toBase64 } from '../../core/base64'
import { BlazonError } from '../../core/errors'
import type { Roster } from './import-dialog'

/** More than any list of people; refused by its size, before it is read. */
const largestBytes = 16 * 1024 * 1024

/** A dropped or picked list as the import takes it. Throws `unreadable_roster` (reason `too_large`). */
export async function rosterOfFile(file: File): Promise<Roster> {
  if (file.size > largestBytes)
    throw new BlazonError('unreadable_roster', 'the file is too large for a list of people', { reason: 'too_large' })
  return { name: file.name, source: { bytes: await toBase64(file) } }
}
