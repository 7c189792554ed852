type Option = { value?: string; many?: true; required?: true; says: string }
type Command = {
  summary: string
  /** What stands after the command in its usage line. */
  usage: string
  options: Record<string, Option>
  /** Said below the options. */
  notes?: string[]
}

const json: Option = { says: 'write JSON for machines' }
const data: Option = { value: 'DIR', says: 'the library (default: the one that the app uses)' }
const passphraseFile: Option = {
  value: 'FILE',
  says: 'the first line is the passphrase of the signing keys (or set BLAZON_PASSPHRASE)',
}

/** In a library at which people sign in. */
const signIn: Record<string, Option> = {
  operator: { value: 'NAME', says: 'who does it, where people sign in (or set BLAZON_OPERATOR)' },
  'pin-file': { value: 'FILE', says: 'the first line is their PIN (or set BLAZON_PIN)' },
}

/** Every command, as parsed and as explained: the one list behind both. */
export const commands = {
  issue: {
    summary: 'Award a badge to everybody in a list: baked pictures and the site to publish, in one go.',
    usage:
      '--data DIR --out DIR --base-url URL --issuer-name N --issuer-url U --issuer-email E --badge-name N --description D --criteria TEXT --image FILE --roster FILE.csv',
    options: {
      data: { ...data, required: true, says: 'the library; made if there is none' },
      out: { value: 'DIR', required: true, says: 'where badges/ and site/ are written' },
      'base-url': {
        value: 'URL',
        required: true,
        says: 'the https address that the site will have; sealed in the files',
      },
      'issuer-name': { value: 'NAME', required: true, says: 'who awards' },
      'issuer-url': { value: 'URL', required: true, says: 'the web site of who awards' },
      'issuer-email': { value: 'ADDRESS', required: true, says: 'where people may ask' },
      'badge-name': { value: 'NAME', required: true, says: 'a badge of this name is used again if there is one' },
      description: { value: 'TEXT', required: true, says: 'what the badge is' },
      criteria: { value: 'TEXT', required: true, says: 'what one did to get it (Markdown)' },
      image: { value: 'FILE', required: true, says: 'the picture: a square PNG' },
      roster: { value: 'FILE', required: true, says: 'the people: CSV with a name and an address column' },
      format: { value: 'both|2.0|3.0', says: 'the Open Badges formats to bake (default: both)' },
      'proof-2': {
        value: 'hosted|signed',
        says: 'how Open Badges 2.0 are proved: at their address, or signed with RSA (default: hosted)',
      },
      'proof-3': {
        value: 'data-integrity|jwt',
        says: 'how Open Badges 3.0 are proved: a proof inside, or a JWT (default: data-integrity)',
      },
      'file-type': {
        value: 'png|svg|document',
        says: 'baked PNGs, baked SVGs, or the documents alone: .json, .jwt, .jws (default: png)',
      },
      vector: { value: 'FILE', says: 'the same picture as SVG; needed once for --file-type svg' },
      'passphrase-file': passphraseFile,
      ...signIn,
      json,
    },
    notes: [
      'Only people who do not have the badge yet are awarded; run it again after an interruption and it goes on.',
      'Rows count from 1, the headings not counted.',
    ],
  },
  verify: {
    summary: 'Say whether badges are genuine: PNG, SVG, JSON, JWT, or what stands at an address.',
    usage: '(FILE | URL)… [--online] [--hosted URL=DIR]…',
    options: {
      online: { says: 'ask the addresses that a badge names (without it nothing is ever fetched)' },
      hosted: {
        value: 'URL=DIR',
        many: true,
        says: 'the folder DIR is what is served at URL; it is asked before the network',
      },
      data: { ...data, says: 'a library whose own awards are known without hosting' },
      json,
    },
    notes: [
      'Ends with 0 valid, 1 not valid, 2 no badge in the file, 3 not everything could be checked; the worst counts.',
    ],
  },
  unbake: {
    summary: 'Print the badge data inside a file, as it is stored.',
    usage: 'FILE [--format 2.0|3.0]',
    options: { format: { value: '2.0|3.0', says: 'which one (default: 3.0 if there, else 2.0)' } },
  },
  calls: {
    summary: 'List the calls that "call" can make, with the JSON Schemas of input and output.',
    usage: '[GROUP | GROUP.VERB]',
    options: { json },
  },
  call: {
    summary: 'Make any call of the app: Blazon’s API for scripts.',
    usage: 'GROUP.VERB [JSON | -] --data DIR',
    options: {
      data,
      out: { value: 'DIR', says: 'where a call that writes files puts them' },
      'passphrase-file': passphraseFile,
      ...signIn,
    },
    notes: [
      'The input is JSON, or "-" to read it from standard input. A long call prints its progress as JSON lines, the result last.',
    ],
  },
  check: {
    summary: 'Check a library: database, every stored document and its signature, every picture.',
    usage: '--data DIR',
    options: { data, json },
  },
  'forget-operators': {
    summary: 'Let everybody go who signs in at a library, where the last administrator forgot their PIN.',
    usage: '--data DIR',
    options: { data: { ...data, required: true, says: 'the library' } },
    notes: [
      'Whoever may write the files of a library owns it; no PIN is asked for. A row of the audit log says that it was done.',
      'Names and rights stay and can be brought back in Settings, Who works here.',
    ],
  },
  help: { summary: 'Explain the commands, or one of them.', usage: '[COMMAND]', options: {} },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof commands

/** A command by its name, or null: names come from the keyboard. */
export function commandNamed(name: string): CommandName | null {
  return Object.hasOwn(commands, name) ? (name as CommandName) : null
}

/** A command's options as a plain record. */
export const optionsOf = (name: CommandName): Record<string, Option> => commands[name].options

/** A command's notes. */
export function notesOf(name: CommandName): readonly string[] {
  const command: Command = commands[name]
  return command.notes ?? []
}
