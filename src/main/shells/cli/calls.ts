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

function told({ call, purpose, input, output, progress }: CallDescription): string[] {
  return [
    call,
    `  ${purpose}`,
    ...(input ? [`  input     ${JSON.stringify(input)}`] : []),
    ...(progress ? [`  progress  ${JSON.stringify(progress)}`] : []),
    ...(output ? [`  output    ${JSON.stringify(output)}`] : []),
    '',
  ]
}
