import { csvCell } from '../../../core/people/csv-cell'
import type { Catalog } from '../../catalog/catalog'
import { readPicture } from '../../catalog/pictures'
import { receivedFile } from '../../catalog/received'
import { families, lists, snapshot, type Family, type ListName } from '../../catalog/transfer-tables'
import type { DeliveredFile } from '../../delivery/file-names'

/** Rows of one file; what is more goes on in another, so that memory holds one file and nobody's editor has to open a gigabyte. */
const rowsOfFile = 50_000

type Snapshot = ReturnType<typeof snapshot>

/** A file's name: `people.json`, `people-2.json`. */
const partName = (stem: string, part: number, ending: string) => `${stem}${part === 1 ? '' : `-${part}`}.${ending}`

/** Everything as JSON, one file for each family of tables, and the bytes of pictures and kept badges beside it. */
export function* jsonFiles(catalog: Catalog): Generator<DeliveredFile> {
  const library = snapshot(catalog)
  try {
    const exportedAt = catalog.now()
    for (const family of Object.keys(families) as Family[]) yield* familyFiles(library, family, exportedAt)
    for (const { sha256, mime } of library.rows('picture')) {
      const ending = String(mime).split('/')[1]?.replace('svg+xml', 'svg') ?? 'bin'
      yield { fileName: `picture-${String(sha256)}.${ending}`, bytes: readPicture(catalog, String(sha256)).content }
    }
    for (const { id, sha256 } of library.rows('received_badge')) {
      const { name, bytes } = receivedFile(catalog, String(id))
      const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? ''
      yield { fileName: `kept-${String(sha256)}${ending}`, bytes }
    }
  } finally {
    library.close()
  }
}

function* familyFiles(library: Snapshot, family: Family, exportedAt: string): Generator<DeliveredFile> {
  let part = 1
  let count = 0
  let tables: Record<string, unknown[]> = {}
  const file = (): DeliveredFile => ({
    fileName: partName(family, part, 'json'),
    bytes: Buffer.from(
      `${JSON.stringify({ format: 'blazon-open', version: 1, family, part, exportedAt, tables }, null, 1)}\n`,
    ),
  })
  for (const table of families[family]) {
    let rows: unknown[] = (tables[table] = [])
    for (const row of library.rows(table)) {
      if (count === rowsOfFile) {
        yield file()
        part += 1
        count = 0
        tables = {}
        rows = tables[table] = []
      }
      rows.push(row)
      count += 1
    }
  }
  yield file()
}

/** The lists that spreadsheets want; a cell that one would run is guarded (row 73). Lists that are empty are left out. */
export function* csvFiles(catalog: Catalog): Generator<DeliveredFile> {
  const library = snapshot(catalog)
  try {
    for (const name of Object.keys(lists) as ListName[]) {
      const head = `${library
        .headings(name)
        .map((heading) => csvCell(heading))
        .join(',')}\r\n`
      let part = 1
      let lines: string[] = []
      const file = (): DeliveredFile => ({
        fileName: partName(name, part, 'csv'),
        // The mark tells spreadsheets that this is UTF-8.
        bytes: Buffer.from(`\ufeff${head}${lines.join('')}`),
      })
      for (const row of library.list(name)) {
        if (lines.length === rowsOfFile) {
          yield file()
          part += 1
          lines = []
        }
        lines.push(
          `${Object.values(row)
            .map((value) => csvCell(value === null ? '' : String(value)))
            .join(',')}\r\n`,
        )
      }
      if (lines.length > 0) yield file()
    }
  } finally {
    library.close()
  }
}
