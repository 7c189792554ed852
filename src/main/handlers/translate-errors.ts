import { mapEventIterator } from '@orpc/client'
import { ORPCError, ValidationError } from '@orpc/server'
import { isBlazonError, type ErrorDetails } from '../../core/errors'

/** Wraps every call (app.ts): an expected failure leaves as the oRPC error of its code, bad input as `invalid_input` naming the field, from streams too. */
export async function translateErrors<Result extends { output: unknown }>({
  next,
}: {
  next: () => Result | PromiseLike<Result>
}) {
  try {
    const result = await next()
    if (!isAsyncIterator(result.output)) return result
    const output = mapEventIterator(result.output, {
      value: async (value: unknown) => value,
      error: async (error: unknown) => translate(error),
    })
    return { ...result, output }
  } catch (error) {
    throw translate(error)
  }
}

/** The wire's form of an error; what is not expected passes through untouched and reaches the log. */
export function translate(error: unknown): unknown {
  if (isBlazonError(error))
    return new ORPCError(error.code, { message: error.message, data: error.details, defined: true, cause: error })
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const issue = error.cause.issues[0]
    const path = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
    const details: ErrorDetails = { field: path.join('.'), reason: issue?.message ?? 'invalid' }
    return new ORPCError('invalid_input', {
      message: `${details.field}: ${details.reason}`,
      data: details,
      defined: true,
      cause: error,
    })
  }
  return error
}

const isAsyncIterator = (value: unknown): value is AsyncIterator<unknown, unknown, void> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
