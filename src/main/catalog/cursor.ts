import type { z } from 'zod'
import { BlazonError } from '../../core/errors'

/** A place in a list, as opaque text: the sort key of the last row shown. */
export const writeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Reads a cursor that `writeCursor` made. Throws `invalid_input` for anything else. */
export function readCursor<Key>(text: string, shape: z.ZodType<Key>): Key {
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch (cause) {
    throw new BlazonError(
      'invalid_input',
      'Not a cursor of this list',
      { field: 'cursor', reason: 'unknown' },
      { cause },
    )
  }
}
