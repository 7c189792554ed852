import { getEventIteratorSchemaDetails, isContractProcedure, type AnySchema } from '@orpc/contract'
import { z } from 'zod'
import { contract } from '../../../core/contract'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Given } from './parse'
import type { Session } from './session'
import { Misused } from './unreadable'

type JsonSchema = Record<string, unknown>

/** A call of the contract, told for programs that are not written in TypeScript. */
export type CallDescription = {
  call: string
  purpose: string
  /** Null where the call takes none. */
  input: JsonSchema | null
  output: JsonSchema | null
  /** What a long call tells on its way; null where it answers at once. */
  progress: JsonSchema | null
}

type Declared = { inputSchema?: AnySchema; outputSchema?: AnySchema; route: { summary?: string } }

/** Every call there is, in the order of the contract. */
export function describeCalls(): CallDescription[] {
  return Object.entries(contract).flatMap(([group, verbs]) =>
    Object.entries<unknown>(verbs).flatMap(([verb, procedure]) => {
      if (!isContractProcedure(procedure)) return []
      const declared: Declared = procedure['~orpc']
      const { inputSchema, outputSchema, route } = declared
      const stream = getEventIteratorSchemaDetails(outputSchema)
      return [
        {
          call: `${group}.${verb}`,
          purpose: route.summary ?? '',
          input: jsonSchema(inputSchema, 'input'),
          output: jsonSchema(stream ? stream.returns : outputSchema, 'output'),
          progress: stream ? jsonSchema(stream.yields, 'output') : null,
        },
      ]
    }),
  )
}

function jsonSchema(schema: AnySchema | undefined, io: 'input' | 'output'): JsonSchema | null {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : null
}

/** Lists the calls: all, those of a group, or one. */
export async function calls(session: Session, given: Given): Promise<ExitCode> {
  const [wanted] = given.positionals
  const listed = describeCalls().filter(
    ({ call }) => wanted === undefined || call === wanted || call.startsWith(`${wanted}.`),
  )
  if (listed.length === 0) throw new Misused(`There is no call or group "${wanted ?? ''}".`)
  if (given.flag('json')) session.console.result(JSON.stringify(listed))
  else for (const description of listed) for (const line of told(description)) session.console.result(line)
  return exitCodes.done
}

/** For people: a line for the call, then the names of what goes in and comes out. `--json` has the schemas. */
function told({ call, purpose, input, output, progress }: CallDescription): string[] {
  return [
    `${call}  ${purpose}`,
    ...(input ? [`  input  ${fieldNames(input)}`] : []),
    ...(progress ? [`  progress  ${fieldNames(progress)}`] : []),
    ...(output ? [`  output  ${fieldNames(output)}`] : []),
  ]
}

const schema = z.object({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
})

/** The names of an object's fields (`?`: may be left out; `[]`: a list), those of each form it may have, or the type of what is no object. */
function fieldNames(json: unknown): string {
  const { type, properties, required = [], items, anyOf } = schema.parse(json)
  if (properties)
    return Object.entries(properties)
      .map(
        ([name, it]) =>
          `${name}${schema.safeParse(it).data?.type === 'array' ? '[]' : ''}${required.includes(name) ? '' : '?'}`,
      )
      .join(', ')
  if (items !== undefined) return `list of: ${fieldNames(items)}`
  if (anyOf) return anyOf.map(fieldNames).join(' | ')
  return type ?? 'anything'
}
