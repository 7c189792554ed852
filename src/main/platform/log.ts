import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'

/** What may be said in a log line besides its event: ids, words, counts. Never a name, an address or a token. */
export type LogFacts = Record<string, string | number | boolean>

/** The log of one run. Events are words such as `app.started`; an error is told by its kind, code and place. */
export type Log = {
  info: (event: string, facts?: LogFacts) => void
  warn: (event: string, facts?: LogFacts) => void
  error: (event: string, error: unknown, facts?: LogFacts) => void
}

/** A log that says nothing: the command line's, and the tests'. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

const largestLogBytes = 1_000_000

/**
 * Writes JSON lines to `<folder>/logs/blazon.log`, keeping one older file. Lines are written at once: the last one
 * before a crash is the one that matters.
 */
export function fileLog(folder: string): Log {
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const file = join(logs, 'blazon.log')
  try {
    if (statSync(file).size > largestLogBytes) renameSync(file, join(logs, 'blazon.old.log'))
  } catch {
    // No log yet.
  }
  return logTo(pino.destination({ dest: file, sync: true, mode: 0o600 }))
}

/** The log over anything that takes text lines. */
export function logTo(destination: pino.DestinationStream): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    info: (event, facts = {}) => logger.info(scrubbed(facts), event),
    warn: (event, facts = {}) => logger.warn(scrubbed(facts), event),
    error: (event, error, facts = {}) => logger.error({ ...scrubbed(facts), ...errorFacts(error) }, event),
  }
}

/**
 * An error without its message: messages quote what failed, and what fails is often a person's row. Kind, code,
 * reason and the frames (file and line) are enough to find the place.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { kind: typeof error }
  const facts: LogFacts = { kind: error.name }
  if ('code' in error && typeof error.code === 'string') facts['code'] = error.code
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  if (frames.length > 0)
    facts['at'] = frames
      .slice(0, 8)
      .map((line) => line.trim().replace(/^at /, ''))
      .join(' < ')
  if (error.cause instanceof Error) facts['cause'] = error.cause.name
  return facts
}

/** The last line of defence for F54: whatever looks like an address, a public token or a key does not reach the file. */
function scrubbed(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]),
  )
}

const scrub = (text: string): string =>
  text
    .replace(/[^\s@<>"]+@[^\s@<>"]+/g, '[address]')
    .replace(/\b[a-z2-7]{26}\b/g, '[token]')
    .replace(/\bz[1-9A-HJ-NP-Za-km-z]{40,}\b/g, '[key]')
    .replace(/\beyJ[\w-]+\.[\w.-]+/g, '[jwt]')
