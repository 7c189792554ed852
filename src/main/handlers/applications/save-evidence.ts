import { basename, extname } from 'node:path'
import { evidenceOf, readApplication } from '../../catalog/applications'
import type { Catalog } from '../../catalog/catalog'
import { readEvidenceFile } from '../../catalog/evidence-files'
import type { DeliveredFile } from '../../delivery/file-names'
import { writeFiles } from '../../delivery/folder'
import { writeFileAtomicallySync } from '../../platform/atomic-write'
import type { Platform } from '../../platform/platform'

export type SaveEvidenceDeps = {
  catalog: Catalog
  chooseFolder: Platform['chooseFolder']
  /** Remembers a folder so that the page can ask to see it; answers with its handle. */
  rememberFolder: (id: string, path: string) => string
}

/** Writes the files of an application into a folder, under names that are one segment of a path whatever they were called. Nothing is opened. */
export async function saveEvidence({ catalog, chooseFolder, rememberFolder }: SaveEvidenceDeps, id: string) {
  const { personName } = readApplication(catalog, id)
  const folder = await chooseFolder('export', plainName(personName))
  const writing = writeFiles(folder, deliveredFiles(catalog, id), (path, bytes) => writeFileAtomicallySync(path, bytes))
  for (;;) {
    const step = await writing.next()
    if (step.done)
      return { folderId: rememberFolder(catalog.newId(), folder), folder: basename(folder), files: step.value }
  }
}

function* deliveredFiles(catalog: Catalog, id: string): Generator<DeliveredFile> {
  for (const { sha256, fileName } of evidenceOf(catalog, id))
    if (sha256 !== null) yield { fileName: plainName(fileName), bytes: readEvidenceFile(catalog, sha256) }
}

/** A name without what paths, Windows or a terminal would take for more than letters; at most 120 characters before its ending. */
function plainName(name: string): string {
  const plain = name.replace(/[/\\:*?"<>|\p{C}]+/gu, '_').replace(/^\.+|[. ]+$/g, '')
  const ending = extname(plain).slice(0, 12)
  const stem = plain.slice(0, plain.length - extname(plain).length).slice(0, 60) || 'evidence'
  return `${/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i.test(stem) ? `_${stem}` : stem}${ending}`
}
