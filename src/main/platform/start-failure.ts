import { errorSentence, expectedFailure } from './error-sentences'

/** How a shell with a window ends where the library could not be opened; `scripts/start.mjs` knows these codes. */
export type StartFailure = { sentence: string; exitCode: 1 | 4 | 5 }

/** What to tell and how to end when `createApp` threw. */
export function startFailure(error: unknown): StartFailure {
  const expected = expectedFailure(error)
  if (!expected)
    return {
      sentence: 'Blazon could not start; the library was left as it is. The log in its folder "logs" says more.',
      exitCode: 1,
    }
  const { code, details } = expected
  const exitCode = code === 'library_in_use' ? 4 : code === 'library_newer' || code === 'library_damaged' ? 5 : 1
  return { sentence: errorSentence(code, details), exitCode }
}
