import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileNameFor, fileNameOf } from '../../../core/awards/file-name'
import { isBlazonError } from '../../../core/errors'
import { recordPage } from '../../../core/people/person-record'
import { noteHandedOut } from '../../catalog/award-facts'
import { readBakeSources, type BakeSource } from '../../catalog/awards'
import type { Catalog } from '../../catalog/catalog'
import { readEvidenceFile } from '../../catalog/evidence-files'
import { readPersonRecord, type OwnFile } from '../../catalog/people-record'
import { readPicture } from '../../catalog/pictures'
import { numberedName, type DeliveredFile } from '../../delivery/file-names'
import { writeFiles } from '../../delivery/folder'
import { zipFiles } from '../../delivery/zip'
import { ensureFolderSync, openFileAtomicallySync, writeFileAtomicallySync } from '../../platform/atomic-write'
import type { Platform } from '../../platform/platform'

export type RecordDeps = {
  catalog: Catalog
  chooseFolder: Platform['chooseFolder']
  /** Remembers a folder so that the page can ask to see it; answers with its handle. */
  rememberFolder: (id: string, path: string) => string
  /** Bakes an award as it was issued into a PNG. */
  bake: (source: BakeSource) => Buffer
}

/** Writes everything that is held on a person into a folder or one ZIP; the badges in it count as handed out. The ids of those awards come with it. */
export async function exportRecord(
  { catalog, chooseFolder, rememberFolder, bake }: RecordDeps,
  { id, as }: { id: string; as: 'folder' | 'zip' },
): Promise<{ folderId: string; folder: string; files: string[]; handedOut: string[] }> {
  const { record, awardIds, files: own } = readPersonRecord(catalog, id)
  const badges: DeliveredFile[] = []
  const handedOut: string[] = []
  for (const source of readBakeSources(catalog, awardIds)) {
    if (source.withdrawnAt !== null) continue
    const fileName = fileNameFor(source, 'png')
    try {
      badges.push({ fileName, bytes: bake(source) })
    } catch (error) {
      // A picture that is damaged or gone must not keep the rest from the person.
      if (!isBlazonError(error, 'unreadable_file')) throw error
      continue
    }
    handedOut.push(source.id)
    const award = record.awards[awardIds.indexOf(source.id)]
    if (award) award.file = fileName
  }
  const ownFiles = own.flatMap((file) => {
    try {
      return [readOwnFile(catalog, file)]
    } catch (error) {
      if (!isBlazonError(error, 'unreadable_file')) throw error
      return []
    }
  })
  record.files = ownFiles.map(({ fileName }) => fileName)
  const encoder = new TextEncoder()
  const files: DeliveredFile[] = [
    { fileName: 'record.html', bytes: encoder.encode(recordPage(record)) },
    { fileName: 'record.json', bytes: encoder.encode(`${JSON.stringify(record, null, 2)}\n`) },
    ...badges,
    ...ownFiles,
  ]
  const folder = await chooseFolder('export', record.person.name)
  ensureFolderSync(folder)
  const written =
    as === 'zip'
      ? [await zipped(catalog, folder, record.person.name, files)]
      : await resultOf(writeFiles(folder, files, writeFileAtomicallySync))
  noteHandedOut(catalog, handedOut, 'exported')
  catalog.write((tx) => tx.audit('people.exported', { personId: id, awards: handedOut.length }))
  return {
    folderId: rememberFolder(`export-${catalog.newId()}`, folder),
    folder,
    files: written,
    handedOut,
  }
}

const portraitEndings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
}

/** A name that no other file of the record has: evidence may bear any name, also twice. */
function readOwnFile(catalog: Catalog, { kind, sha256, fileName }: OwnFile): DeliveredFile {
  if (kind === 'portrait') {
    const { mime, content } = readPicture(catalog, sha256)
    return { fileName: fileNameOf(`portrait ${sha256.slice(0, 8)}`, portraitEndings[mime] ?? 'png'), bytes: content }
  }
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1] ?? 'bin'
  const stem = fileName.slice(0, fileName.length - (fileName.endsWith(`.${ending}`) ? ending.length + 1 : 0))
  return {
    fileName: fileNameOf(`evidence ${sha256.slice(0, 8)} ${stem}`, ending),
    bytes: readEvidenceFile(catalog, sha256),
  }
}

async function zipped(catalog: Catalog, folder: string, name: string, files: DeliveredFile[]): Promise<string> {
  const named = fileNameOf(name, 'zip', 'person')
  let number = 1
  while (existsSync(join(folder, numberedName(named, number)))) number += 1
  const path = join(folder, numberedName(named, number))
  await resultOf(zipFiles(files, () => openFileAtomicallySync(path), { modifiedAt: new Date(catalog.now()) }))
  return basename(path)
}

async function resultOf<Result>(job: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await job.next()
    if (step.done) return step.value
  }
}
