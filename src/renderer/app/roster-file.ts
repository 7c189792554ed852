import type { z } from 'zod'
import { toBase64 } from '../../core/base64'
import type { rosterSource } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'

/** A list as it was dropped or pasted. */
export type Roster = { name: string; source: z.infer<typeof rosterSource> }

/** More than any list of people; refused by its size, before it is read. */
const largestBytes = 16 * 1024 * 1024

/** A dropped or picked list as the import takes it. Throws `unreadable_roster` (reason `too_large`). */
export async function rosterOfFile(file: File): Promise<Roster> {
  if (file.size > largestBytes)
    throw new BlazonError('unreadable_roster', 'the file is too large for a list of people', { reason: 'too_large' })
  return { name: file.name, source: { bytes: await toBase64(file) } }
}
