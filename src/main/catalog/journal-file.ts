import {
  closeSync,
  copyFileSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { readDocuments, type Documents } from './documents'
import { prepared } from './sqlite'

/** A row of the table `journal`, its body as text; an award's documents where they are at hand. */
export type JournalLine = { seq: number; at: string; kind: string; body: string; documents?: Documents | undefined }

export type JournalFile = {
  /** The last sequence number that the file holds when it was opened. */
  readonly lastSeq: number
  /** Appends the lines of a transaction that has committed, in one flush. Throws where the disk refuses; then nothing half-written stays. */
  readonly append: (lines: readonly JournalLine[]) => void
  /** The same for what the table has and the file lacks. */
  readonly catchUp: () => void
  readonly close: () => void
}

/**
 * Opens journal.jsonl beside the database, cutting off a last line that a crash tore. The table `journal` is written
 * in the transaction itself; the file follows it by sequence number (sealed.md, Journal). `at` is the time now.
 */
export function openJournalFile(folder: string, db: Database, at: string): JournalFile {
  const file = openSync(join(folder, 'journal.jsonl'), 'a+')
  let { end, seq } = lastLine(file)
  const opened = seq
  cutTornEnd(file, end, folder, at)
  const missing = prepared<[number], JournalLine>(
    db,
    'SELECT seq, at, kind, body FROM journal WHERE seq > ? ORDER BY seq',
  )
  const slice = 1000
  const append = (lines: Iterable<JournalLine>) => {
    let text = ''
    let last = seq
    let bytes = end
    const flush = () => {
      const chunk = Buffer.from(text)
      writeSync(file, chunk)
      bytes += chunk.length
      text = ''
    }
    try {
      let held = 0
      for (const line of lines) {
        text += lineOf(db, line)
        last = line.seq
        if (++held % slice === 0) flush()
      }
      if (text !== '') flush()
      if (last === seq) return
      fdatasyncSync(file)
    } catch (error) {
      // The next write, or the next start, appends these lines again from the table.
      try {
        ftruncateSync(file, end)
      } finally {
        // The reason that counts is the first one.
        // eslint-disable-next-line no-unsafe-finally
        throw error
      }
    }
    end = bytes
    seq = last
  }
  return {
    lastSeq: opened,
    append,
    catchUp: () => append(missing.iterate(seq)),
    close: () => closeSync(file),
  }
}

const documentsMark = ',"documents":true}'

/**
 * A line of the file for a row of the table. The documents of an award stand once in the database, in a row of their own, and
 * once in the file: a body that says `documents: true` is filled in here.
 */
function lineOf(db: Database, { seq, at, kind, body, documents }: JournalLine): string {
  const head = `{"seq":${seq},"at":${JSON.stringify(at)},"kind":${JSON.stringify(kind)},"body":`
  if (!body.endsWith(documentsMark)) return `${head}${body}}\n`
  const known = documents ?? readDocuments(db, (JSON.parse(body) as { row: { id: string } }).row.id)
  return `${head}${body.slice(0, -'true}'.length)}${JSON.stringify(known)}}}\n`
}

/** Cuts off what follows the last whole line. More than the one line that a crash can tear is damage: a copy is set aside first. */
function cutTornEnd(file: number, end: number, folder: string, at: string) {
  const { size } = fstatSync(file)
  if (size === end) return
  const newline = lastNewlineBefore(file, size)
  if (newline >= end) {
    const aside = join(folder, 'set-aside', at.replaceAll(':', '-'))
    mkdirSync(aside, { recursive: true })
    copyFileSync(join(folder, 'journal.jsonl'), join(aside, 'journal.jsonl'))
  }
  ftruncateSync(file, end)
}

/** Finds the end of the last whole line and its sequence number, reading from the back. */
function lastLine(file: number): { end: number; seq: number } {
  let end = fstatSync(file).size
  while (end > 0) {
    const newline = lastNewlineBefore(file, end)
    if (newline < 0) return { end: 0, seq: 0 }
    const start = lastNewlineBefore(file, newline) + 1
    const line = Buffer.alloc(newline - start)
    readSync(file, line, 0, line.length, start)
    const seq = sequenceOf(line.toString('utf8'))
    if (seq !== null) return { end: newline + 1, seq }
    end = newline
  }
  return { end: 0, seq: 0 }
}

function lastNewlineBefore(file: number, end: number): number {
  const chunk = Buffer.alloc(65_536)
  let from = end
  while (from > 0) {
    const length = Math.min(chunk.length, from)
    from -= length
    readSync(file, chunk, 0, length, from)
    const at = chunk.subarray(0, length).lastIndexOf(0x0a)
    if (at >= 0) return from + at
  }
  return -1
}

function sequenceOf(line: string): number | null {
  try {
    const seq = (JSON.parse(line) as { seq?: unknown } | null)?.seq
    return typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : null
  } catch {
    return null
  }
}
