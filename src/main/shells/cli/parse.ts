import { parseArgs } from 'node:util'
import { commandNamed, optionsOf, type CommandName } from './commands'

/** A command line, understood. */
export type Parsed =
  | { kind: 'help'; command?: CommandName }
  | { kind: 'misused'; sentence: string; command?: CommandName }
  | { kind: 'command'; command: Exclude<CommandName, 'help'>; given: Given }

/** What stood behind the command. */
export type Given = {
  positionals: string[]
  /** The option's value; `required` ones are always there. */
  text: (option: string) => string
  optional: (option: string) => string | undefined
  many: (option: string) => string[]
  flag: (option: string) => boolean
}

/** Reads the words after the program's name. Nothing is looked up on disk yet. */
export function parseCommandLine(words: readonly string[]): Parsed {
  const [first, ...rest] = words
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help' }
  const command = commandNamed(first)
  if (!command) return { kind: 'misused', sentence: `There is no command "${first}".` }
  if (command === 'help') {
    const about = rest[0] === undefined ? null : commandNamed(rest[0])
    if (rest[0] !== undefined && !about) return { kind: 'misused', sentence: `There is no command "${rest[0]}".` }
    return about ? { kind: 'help', command: about } : { kind: 'help' }
  }
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', command }

  let read: { values: Record<string, string | boolean | (string | boolean)[] | undefined>; positionals: string[] }
  try {
    read = parseArgs({ args: rest, options: parseOptions(command), allowPositionals: true, strict: true })
  } catch (error) {
    return {
      kind: 'misused',
      sentence: error instanceof Error ? firstSentence(error.message) : 'Not understood.',
      command,
    }
  }
  const { values, positionals } = read
  const missing = Object.entries(optionsOf(command)).filter(([name, { required }]) => required && !values[name])
  if (missing.length > 0) {
    const names = missing.map(([name]) => `--${name}`).join(', ')
    return { kind: 'misused', sentence: `Missing: ${names}.`, command }
  }
  const complaint = positionalComplaint(command, positionals.length)
  if (complaint) return { kind: 'misused', sentence: complaint, command }
  const optional = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const given: Given = {
    positionals,
    optional,
    text: (name) => optional(name) ?? '',
    many: (name) => [values[name] ?? []].flat().filter((value) => typeof value === 'string'),
    flag: (name) => values[name] === true,
  }
  return { kind: 'command', command, given }
}

function parseOptions(command: CommandName) {
  return Object.fromEntries(
    Object.entries(optionsOf(command)).map(([name, { value, many }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: many === true },
    ]),
  )
}

function positionalComplaint(command: CommandName, count: number): string | null {
  if (command === 'verify') return count === 0 ? 'Which file? Name at least one.' : null
  if (command === 'unbake') return count === 1 ? null : 'Name one file.'
  if (command === 'call')
    return count === 1 || count === 2 ? null : 'Name one call, such as badges.list, and its input as JSON.'
  if (command === 'calls') return count <= 1 ? null : 'Name one group or one call at most.'
  return count === 0 ? null : 'That is more than the command takes; is a text with spaces missing its quotes?'
}

/** Node's own messages go on about escaping; the first sentence is the one that helps. */
const firstSentence = (message: string) => `${message.split(/\. |\n/, 1)[0] ?? message}.`.replace(/\.\.$/, '.')
