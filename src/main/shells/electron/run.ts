import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, safeStorage, session } from 'electron'
import type { App, AppOptions } from '../../app'
import { libraryFolder } from '../../platform/library-folder'
import { fileLog } from '../../platform/log'
import { startFailure } from '../../platform/start-failure'
import { lockDownApp, lockDownSession } from './lock-down'
import { menuTemplate } from './menu'
import { electronPlatform } from './platform'
import { handOutPorts } from './port'
import { servePage } from './protocol'
import { electronSecrets } from './secrets'
import { pageAddress, pageScheme, windowOptions } from './security'
import { words } from './words'

export type ElectronStart = {
  version: string
  /** Holds `preload/index.cjs` and `renderer/`. */
  builtFolder: string
  createApp: (options: AppOptions) => Promise<App>
}

/** Opens Blazon in a window and keeps it open. What must happen before Electron is ready happens before the first await. */
export async function runElectron({ version, builtFolder, createApp }: ElectronStart): Promise<void> {
  protocol.registerSchemesAsPrivileged([pageScheme])
  app.enableSandbox()
  app.setName(words.title)
  if (!app.requestSingleInstanceLock()) {
    // The first one shows its window.
    app.exit(0)
    return
  }
  let window: BrowserWindow | null = null
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  lockDownApp(app)
  await app.whenReady()
  lockDownSession(session.defaultSession)

  const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const folder = libraryFolder(wantedFolder(process.argv), process.env, process.env['INIT_CWD'] ?? process.cwd())
  const platform = electronPlatform({ version, secrets: electronSecrets(safeStorage), window: () => window })
  let blazon: App
  try {
    blazon = await createApp({ folder, platform })
  } catch (error) {
    const { sentence, exitCode } = startFailure(error)
    dialog.showErrorBox(words.cannotOpen, sentence)
    app.exit(exitCode)
    return
  }
  const log = fileLog(folder)
  log.info('app.started', { shell: 'electron', version })

  servePage(protocol, join(builtFolder, 'renderer'), developmentUrl)
  handOutPorts(ipcMain, blazon.router, log)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged)))
  const open = async () => {
    const opened = new BrowserWindow({
      ...windowOptions(join(builtFolder, 'preload', 'index.cjs'), !app.isPackaged),
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    })
    window = opened
    // Where a browser asks by itself, Electron stays without a word.
    opened.webContents.on('will-prevent-unload', (event) => {
      const { title, detail, stay, close } = words.notStored
      const buttons = [stay, close]
      const answer = dialog.showMessageBoxSync(opened, {
        type: 'warning',
        message: title,
        detail,
        buttons,
        defaultId: 0,
        cancelId: 0,
      })
      if (buttons[answer] === close) event.preventDefault()
    })
    opened.once('ready-to-show', () => opened.show())
    opened.on('closed', () => (window = null))
    await opened.loadURL(pageAddress)
  }
  app.on('activate', () => {
    if (!window) void open()
  })
  app.once('will-quit', (event) => {
    // What was answered is on disk already; this closes the library in good order.
    event.preventDefault()
    void blazon.close().finally(() => app.exit(0))
  })
  await open()
}

/** The library that the command line names, among the many words that Chromium understands. */
function wantedFolder(words: string[]): string | undefined {
  const { values } = parseArgs({ args: words.slice(1), options: { data: { type: 'string' } }, strict: false })
  return typeof values.data === 'string' ? values.data : undefined
}
