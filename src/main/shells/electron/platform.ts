import { realpath } from 'node:fs/promises'
import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { BlazonError } from '../../../core/errors'
import type { Platform, Secrets } from '../../platform/platform'
import { words } from './words'

/** What Electron gives the app: native dialogs (main keeps the path, the page gets an id) and the file manager. */
export function electronPlatform(options: {
  secrets: Secrets
  version: string
  /** Dialogs belong to the window; null while there is none. */
  window: () => BrowserWindow | null
}): Platform {
  const lastFolder = new Map<string, string>()
  return {
    shell: 'electron',
    version: options.version,
    secrets: options.secrets,
    chooseFolder: async (purpose) => {
      const last = lastFolder.get(purpose)
      const wanted: OpenDialogOptions = {
        title: words.chooseFolder[purpose],
        buttonLabel: words.chooseThisFolder,
        properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
        ...(last && { defaultPath: last }),
      }
      const window = options.window()
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, wanted)
        : dialog.showOpenDialog(wanted))
      const [folder] = filePaths
      if (canceled || folder === undefined) throw new BlazonError('cancelled_by_user', 'no folder was chosen')
      lastFolder.set(purpose, folder)
      return realpath(folder)
    },
    // openPath answers with what went wrong, or with nothing.
    openFolder: async (folder) => (await shell.openPath(folder)) === '',
  }
}
