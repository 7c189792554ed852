/**
 * Every failure that Blazon expects, by code. The list is closed: the page has one sentence for each code
 * (`renderer/ui/error-sentences.ts`) and the command line prints the same sentences.
 */
export const errorCodes = [
  'invalid_input', // a field does not fit its schema or a rule; details.field names it
  'not_found', // the id or token is not in the library
  'conflict', // a uniqueness rule or a state forbids it; details.reason is a word
  'locked', // an awarded version cannot be edited, an issued fact cannot be undone
  'library_in_use', // another process holds the library
  'library_newer', // the database was written by a newer version of Blazon
  'library_damaged', // the database cannot be read; backups are offered
  'disk_full', // details.folder, details.bytesNeeded
  'read_only', // the folder cannot be written
  'cancelled_by_user', // a native dialog was closed; never shown
  'secret_unavailable', // the signing key cannot be unlocked; details.reason: no_passphrase | wrong_passphrase | no_store
  'not_png', // the bytes are not a PNG
  'png_damaged', // truncated, wrong CRC, forged length, missing or misplaced chunk; details.reason is a word
  'png_too_large', // the header promises more pixels or chunks than Blazon reads
  'already_baked', // the picture holds badge data already; details.formats
  'no_badge_data', // nothing is baked into the file
  'unreadable_file', // not a format Blazon knows; details.reason is a word
  'unreadable_roster', // the CSV cannot be read at all; details.reason is a word
  'unreadable_design', // a design document that no version step understands
  'no_hosting_address', // publishing needs an address first
  'target_refused', // the publish target is unsafe (a link out of the folder, not a folder)
  'offline', // the network was needed and could not be reached
  'sign_in_needed', // people sign in at this library, and nobody is signed in
  'not_allowed', // whoever is signed in may not do it, or their PIN was wrong; details.reason: wrong_pin | wait (seconds) | same_person | no_right
  'not_supported_here', // this shell cannot do it; details.shell
] as const

/** One word of the closed list of expected failures. */
export type ErrorCode = (typeof errorCodes)[number]

/** What an error carries besides its code: short machine-readable words and numbers, never personal values. */
export type ErrorDetails = { field?: string; reason?: string } & Record<string, string | number | boolean | string[]>

/** An expected failure. `message` is for logs and developers; people read the sentence made from `code`. */
export class BlazonError extends Error {
  override readonly name = 'BlazonError'
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** True for an expected failure, with a given code where one is named. */
export function isBlazonError(error: unknown, code?: ErrorCode): error is BlazonError {
  return error instanceof BlazonError && (code === undefined || error.code === code)
}
