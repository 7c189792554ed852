import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImportRequest, TransferReport } from '../../src/core/contract/transfer'
import { resultOf, type TestApp } from './app'

export const transferFixture = (...path: string[]) => join(import.meta.dirname, '../fixtures/transfer', ...path)

/** Hands files over as one source; a path, or a name with its bytes. */
export async function takeFiles({ client }: TestApp, ...files: (string | { name: string; bytes: Uint8Array })[]) {
  let sourceId: string | undefined
  for (const file of files) {
    const { name, bytes } =
      typeof file === 'string' ? { name: basename(file), bytes: new Uint8Array(readFileSync(file)) } : file
    const taken = await client.transfer.take({
      ...(sourceId === undefined ? {} : { sourceId }),
      fileName: name,
      bytes: Buffer.from(bytes).toString('base64'),
    })
    sourceId = taken.sourceId
  }
  return sourceId ?? ''
}

type Wish = Partial<ImportRequest> & Pick<ImportRequest, 'sourceId' | 'origin'>
export const preview = ({ client }: TestApp, wish: Wish) => resultOf(client.transfer.preview(wish))
export const run = ({ client }: TestApp, wish: Wish) => resultOf(client.transfer.run(wish))

/** What a report counts of each kind: new, there, left out. */
export const countsOf = ({ counts }: TransferReport) =>
  Object.fromEntries(counts.map(({ kind, new: added, there, leftOut }) => [kind, [added, there, leftOut]]))
/** The rows of a report, short: "award unknown_badge assertions". */
export const rowsOf = ({ rows }: TransferReport, outcome: 'left_out' | 'changed') =>
  rows.filter((row) => row.outcome === outcome).map(({ kind, reason, name }) => `${kind} ${reason} ${name}`)
