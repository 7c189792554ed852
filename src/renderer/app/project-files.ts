import { create } from 'zustand'
import { fromBase64, toBase64 } from '../../core/base64'
import type { LostPart } from '../../core/designs/project'
import { BlazonError } from '../../core/errors'
import { client } from '../api/client'
import { navigate } from './navigation'
import { saveFile } from './save-file'

/** What a project file that was just opened had lost; shown by `LostParts` until it is read. */
export const useLostParts = create<{ name: string; parts: readonly LostPart[] }>(() => ({ name: '', parts: [] }))

/** The bound of the contract, in bytes: more is refused before it is read. */
const mostBytes = 48 * 1024 * 1024

/** True for what a person takes for a project file of ours. Whether it is one, main decides. */
export const isProjectFile = ({ name }: File): boolean => /\.blazon$/i.test(name)

/** Opens a project file as a new design. Throws what the call throws. */
export async function openProjectFile(file: File): Promise<void> {
  if (file.size > mostBytes) throw new BlazonError('unreadable_file', 'too large', { reason: 'project_too_large' })
  const { id, name, lost } = await client.designs.importProject({ bytes: await toBase64(file) })
  navigate({ page: 'designer', designId: id })
  useLostParts.setState({ name, parts: lost })
}

/** Hands a design with all that belongs to it to the person as a file. Aborted, it saves nothing. Throws what the call throws. */
export async function saveProjectFile(designId: string, signal?: AbortSignal): Promise<void> {
  const { fileName, bytes } = await client.designs.exportProject({ id: designId }, signal ? { signal } : {})
  signal?.throwIfAborted()
  saveFile(new Blob([fromBase64(bytes)], { type: 'application/zip' }), fileName)
}
