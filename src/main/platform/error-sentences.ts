import { ORPCError } from '@orpc/client'
import { errorCodes, isBlazonError, type ErrorCode, type ErrorDetails } from '../../core/errors'

type Sentence = string | ((details: ErrorDetails) => string)

const named = (details: ErrorDetails, name: string, otherwise: string) => {
  const value = details[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise
}

/** What else is told of a failure, so that nobody has to guess: what is missing, how many of what, the way round a circle. */
const further = ({ reason: _, field: __, ...details }: ErrorDetails): string[] =>
  Object.entries(details).flatMap(([name, value]) => {
    if (Array.isArray(value)) return [name === 'path' ? value.join(' → ') : `${name}: ${value.join(', ')}`]
    return typeof value === 'string' || typeof value === 'number' ? [`${name}: ${value}`] : []
  })

/** One plain sentence for each code: what happened, what is safe, what to do next. For a terminal and for start-up dialogs; the page has its own. */
const sentences = {
  invalid_input: (details) =>
    details.field
      ? `What was given for "${details.field}" does not fit: ${named(details, 'reason', 'please check it')}.`
      : 'Something that was given does not fit; please check it.',
  not_found: 'There is no such thing in this library.',
  conflict: (details) =>
    details.reason === 'needs_pictures'
      ? 'The picture of this badge has fields such as {name} and is drawn for each person; please award it in the Blazon window.'
      : details.reason === 'no_vector'
        ? 'There is no SVG of the picture that was awarded; nothing was written. Please use --file-type png.'
        : `That cannot be done as things are (${[named(details, 'reason', 'it is in use'), ...further(details)].join('; ')}).`,
  locked: (details) =>
    details.reason === 'being_earned'
      ? 'People may be on their way to this badge, so what it says is fixed; pause it first (badges.deactivate).'
      : 'That was awarded already and can no longer be changed; make a new version instead.',
  library_in_use:
    'This library is open in another Blazon on this computer; nothing was changed. Please close that one first.',
  library_newer:
    'This library was written by a newer Blazon; nothing was changed. Please use that newer version to open it.',
  library_damaged:
    'This library cannot be read; it was left as it is. Its "backups" folder holds copies that Blazon can restore.',
  disk_full: 'There is not enough room on the disk; what was finished before is safe. Please make room and try again.',
  read_only: 'The folder cannot be written; please choose another one or ask for the right to write there.',
  cancelled_by_user: 'Cancelled.',
  secret_unavailable: (details) =>
    details.reason === 'wrong_passphrase'
      ? 'The passphrase does not open this library’s signing key; nothing was signed.'
      : 'The signing key is locked; please give its passphrase (BLAZON_PASSPHRASE or --passphrase-file).',
  not_png: 'The picture is not a PNG.',
  png_damaged: (details) => `The PNG is damaged (${named(details, 'reason', 'it cannot be read')}).`,
  png_too_large: 'The picture is larger than Blazon reads.',
  already_baked: 'The picture holds badge data already; please use one without.',
  no_badge_data: 'There is no badge data in this file.',
  unreadable_file: 'This is not a kind of file that Blazon reads.',
  unreadable_roster: (details) => `The list of people cannot be read (${named(details, 'reason', 'not a table')}).`,
  unreadable_design: 'The design was made by a Blazon that this one does not understand.',
  no_hosting_address: 'There is no hosting address yet; publishing needs one.',
  target_refused: 'The folder to publish to is not safe to write (a link, or not a folder); nothing was written.',
  offline: 'This needs the network, which cannot be reached.',
  sign_in_needed:
    'People sign in at this library; please give a name and its PIN (--operator, and BLAZON_PIN or --pin-file). Nothing was changed.',
  not_allowed: (details) =>
    details.reason === 'wrong_pin'
      ? 'That is not their name and PIN; nothing was changed.'
      : details.reason === 'wait'
        ? `Too many wrong PINs; please wait ${named(details, 'seconds', 'some')} seconds and try again.`
        : 'Whoever is signed in may not do that; nothing was changed. An administrator can, or can give the right to it.',
  not_supported_here: 'That cannot be done here; please use the Blazon window for it.',
} satisfies Record<ErrorCode, Sentence>

/** The expected failure inside an error, be it thrown by the app itself or by a call; null for a fault of ours. */
export function expectedFailure(error: unknown): { code: ErrorCode; details: ErrorDetails } | null {
  if (isBlazonError(error)) return { code: error.code, details: error.details }
  if (!(error instanceof ORPCError)) return null
  const code = errorCodes.find((known) => known === error.code)
  const data: unknown = error.data
  return code ? { code, details: isDetails(data) ? data : {} } : null
}

/** The sentence for an expected failure. */
export function errorSentence(code: ErrorCode, details: ErrorDetails = {}): string {
  const sentence: Sentence = sentences[code]
  return typeof sentence === 'string' ? sentence : sentence(details)
}

const isDetails = (value: unknown): value is ErrorDetails => typeof value === 'object' && value !== null
