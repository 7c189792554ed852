import { isBlazonError } from '../../../core/errors'
import { csvCell } from '../../../core/people/csv-cell'
import type { Catalog } from '../../catalog/catalog'
import { readEvidenceFile } from '../../catalog/evidence-files'
import { readFont } from '../../catalog/fonts'
import { readPicture } from '../../catalog/pictures'
import { receivedFile } from '../../catalog/received'
import { families, lists, snapshot, type Family, type ListName } from '../../catalog/transfer-tables'
import type { DeliveredFile } from '../../delivery/file-names'

/** Rows of one file; what is more goes on in another, so that memory holds one file and nobody's editor has to open a gigabyte. */
const rowsOfFile = 50_000

type Snapshot = ReturnType<typeof snapshot>

/** A file's name: `people.json`, `people-2.json`. */
const partName = (stem: string, part: number, ending: string) => `${stem}${part === 1 ? '' : `-${part}`}.${ending}`

/** Everything as JSON, one file for each family of tables, and the bytes of pictures, fonts, evidence and kept badges beside it. */
export function* jsonFiles(catalog: Catalog): Generator<DeliveredFile> {
  const library = snapshot(catalog)
  try {
    const exportedAt = catalog.now()
    for (const family of Object.keys(families) as Family[]) yield* familyFiles(library, family, exportedAt)
    const missing: string[] = []
    /** One file that is lost or damaged keeps nothing else back; it is named. */
    const read = function* (
      fileName: string,
      fileOf: () => Uint8Array | { name: string; bytes: Uint8Array },
    ): Generator<DeliveredFile> {
      try {
        const file = fileOf()
        // What a kept badge is called may only be known from its bytes.
        yield 'name' in file
          ? { fileName: `${fileName}${endingOf(file.name)}`, bytes: file.bytes }
          : { fileName, bytes: file }
      } catch (error) {
        if (!isBlazonError(error, 'unreadable_file') && !isBlazonError(error, 'not_found')) throw error
        missing.push(fileName)
      }
    }
    for (const { sha256, mime } of library.rows('picture')) {
      const ending = String(mime).split('/')[1]?.replace('svg+xml', 'svg') ?? 'bin'
      yield* read(`picture-${String(sha256)}.${ending}`, () => readPicture(catalog, String(sha256)).content)
    }
    for (const { sha256, format } of library.rows('font'))
      yield* read(`font-${String(sha256)}.${String(format)}`, () => readFont(catalog, String(sha256)).content)
    const given = new Set<string>()
    for (const { sha256, file_name: name } of library.rows('application_evidence')) {
      if (typeof sha256 !== 'string' || given.has(sha256)) continue
      given.add(sha256)
      yield* read(`evidence-${sha256}${endingOf(name)}`, () => readEvidenceFile(catalog, sha256))
    }
    for (const { id, sha256 } of library.rows('received_badge'))
      yield* read(`kept-${String(sha256)}`, () => receivedFile(catalog, String(id)))
    if (missing.length > 0)
      yield { fileName: 'missing.json', bytes: Buffer.from(`${JSON.stringify({ files: missing }, null, 1)}\n`) }
  } finally {
    library.close()
  }
}

const endingOf = (name: unknown): string => /\.[a-z0-9]{1,5}$/i.exec(String(name))?.[0] ?? ''

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
