import { mkdir, realpath } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { contract } from '../../../core/contract'
import { describeCalls } from './calls'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Given } from './parse'
import type { Session } from './session'
import { libraryWanted } from './library-wanted'
import { Misused } from './unreadable'

/** Makes one call and prints its answer as one line of JSON; what a long call tells on its way comes in lines before. */
export async function call(session: Session, given: Given): Promise<ExitCode> {
  const [name = '', json] = given.positionals
  const [group, verb] = callNamed(name)
  const input = await readInput(json, group, verb)
  const out = given.optional('out')
  const wanted = libraryWanted(session, given)
  if (out !== undefined)
    wanted.chooseFolder = async () => {
      const folder = session.path(out)
      await mkdir(folder, { recursive: true })
      return realpath(folder)
    }
  await session.withApp(wanted, async (client) => {
    // The contract knows the call (`callNamed`); its own schema is what checks the input.
    const verbs = client[group] as unknown as Record<
      string,
      (input: unknown, options: { signal: AbortSignal }) => unknown
    >
    const answer: unknown = await verbs[verb]?.(input, { signal: session.signal })
    session.console.result(JSON.stringify((await lastOf(answer, session)) ?? null))
  })
  return exitCodes.done
}

/** The group and verb of a name from the keyboard, looked up among the contract's own entries only. */
export function callNamed(name: string): [keyof typeof contract, string] {
  const [group = '', verb = '', ...more] = name.split('.')
  if (more.length > 0 || !isGroup(group) || !Object.hasOwn(contract[group], verb))
    throw new Misused(`There is no call "${name}"; "calls" lists them.`)
  return [group, verb]
}

const takesInput = (group: keyof typeof contract, verb: string) =>
  describeCalls().some(({ call, input }) => call === `${group}.${verb}` && input !== null)

const isGroup = (name: string): name is keyof typeof contract => Object.hasOwn(contract, name)

async function readInput(json: string | undefined, group: keyof typeof contract, verb: string): Promise<unknown> {
  // A call that takes an input is made with an empty one where none is given: many need nothing more.
  if (json === undefined) return takesInput(group, verb) ? {} : undefined
  const source = json === '-' ? await text(process.stdin) : json
  try {
    return JSON.parse(source)
  } catch (cause) {
    throw new Misused('The input is not JSON; put it in single quotes, or pass "-" and send it to standard input.', {
      cause,
    })
  }
}

async function lastOf(answer: unknown, session: Session): Promise<unknown> {
  if (!isStream(answer)) return answer
  for (;;) {
    const step = await answer.next()
    if (step.done) return step.value
    session.console.result(JSON.stringify(step.value))
  }
}

const isStream = (value: unknown): value is AsyncIterator<unknown, unknown, void> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
