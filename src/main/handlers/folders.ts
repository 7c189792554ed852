import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { BlazonError } from '../../core/errors'
import type { Platform } from '../platform/platform'

/** Folders that Blazon wrote to, by handle: the page never names a path (row 122). */
export type FolderHandles = {
  /** Remembers a path under an id of one's choice; answers with the handle. */
  remember: (id: string, path: string) => string
  /** Throws `not_found`. */
  pathOf: (handle: string) => string
}

/** Handles for as long as the app runs. */
export function folderHandles(): FolderHandles {
  const paths = new Map<string, string>()
  return {
    remember: (id, path) => {
      paths.set(id, path)
      return id
    },
    pathOf: (handle) => {
      const path = paths.get(handle)
      if (path === undefined) throw new BlazonError('not_found', 'no such folder', { field: 'folderId' })
      return path
    },
  }
}

/** Calls of `folders.*`. */
export function foldersHandlers(deps: { folders: FolderHandles; openFolder: Platform['openFolder'] }) {
  const os = implement(contract.folders)
  return {
    open: os.open.handler(async ({ input }) => {
      const folder = deps.folders.pathOf(input.folderId)
      return { opened: await deps.openFolder(folder), folder }
    }),
  }
}
