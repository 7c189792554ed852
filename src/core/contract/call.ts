import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorCodes, type ErrorCode } from '../errors'

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
const errorMap = Object.fromEntries(errorCodes.map((code) => [code, { data: details.optional() }])) as {
  [Code in ErrorCode]: { data: z.ZodOptional<typeof details> }
}

/** Starts the declaration of a call: `purpose` is its docstring, shown by `blazon calls`. Every call may fail with any code of `core/errors.ts`. */
export const call = (purpose: string) => oc.route({ summary: purpose }).errors(errorMap)
