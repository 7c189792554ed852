import { commands, notesOf, optionsOf, type CommandName } from './commands'

const program = 'npm run -s blazon --'

/** The text of `help` and `--help`. */
export function helpText(command?: CommandName): string {
  return command ? commandHelp(command) : overview()
}

function overview(): string {
  const names = Object.keys(commands) as CommandName[]
  const width = Math.max(...names.map((name) => name.length))
  return [
    'Blazon on the command line: award, bake, publish and verify badges without a window.',
    '',
    `Usage: ${program} COMMAND …`,
    '',
    ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name].summary}`),
    '',
    `"${program} COMMAND --help" explains a command. Results go to standard output, messages to standard error.`,
    'Relative paths start in the folder you are in. While the app has the library open, commands end with 4.',
    '',
  ].join('\n')
}

function commandHelp(name: CommandName): string {
  const options = Object.entries(optionsOf(name))
  const left = options.map(([option, { value }]) => `  --${option}${value ? ` ${value}` : ''}`)
  const width = Math.max(0, ...left.map((text) => text.length))
  return [
    commands[name].summary,
    '',
    `Usage: ${program} ${name} ${commands[name].usage}`,
    ...(options.length > 0 ? [''] : []),
    ...options.map(([, { says, required, many }], at) => {
      const marks = [required ? 'required' : '', many ? 'may be repeated' : ''].filter(Boolean).join(', ')
      return `${(left[at] ?? '').padEnd(width)}  ${says}${marks ? ` (${marks})` : ''}`
    }),
    ...(notesOf(name).length > 0 ? ['', ...notesOf(name)] : []),
    '',
  ].join('\n')
}
