import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  MenuItemConstructorOptions,
  MessageBoxSyncOptions,
  MessagePortMain,
  Protocol,
  SafeStorage,
  Session,
  Shell,
  WebContents,
} from 'electron'

/**
 * Stands in for what the shell uses of Electron, each part checked against `electron.d.ts` with `satisfies`: a name
 * that Electron has not, or a wrong type, does not compile. It shows what the shell asks Electron for; it does not
 * show what Electron does then.
 */
export function electronStandIn() {
  const log: string[] = []
  const windows: {
    options: BrowserWindowConstructorOptions
    addresses: string[]
    events: EventEmitter
    contents: ReturnType<typeof contentsStandIn>
  }[] = []
  const appEvents = new EventEmitter()
  const ipcEvents = new EventEmitter()
  const state = {
    firstInstance: true,
    opened: [] as string[],
    errors: [] as string[],
    menu: [] as MenuItemConstructorOptions[],
    exitCode: null as number | null,
    /** The button that a question is answered with. */
    answer: 0,
    asked: [] as string[],
    chosen: { canceled: true, filePaths: [] as string[] },
    handler: null as ((request: Request) => Response | Promise<Response>) | null,
    session: {} as Partial<Session>,
  }

  const app = {
    isPackaged: true as boolean,
    enableSandbox: () => void log.push('enableSandbox'),
    setName: () => {},
    requestSingleInstanceLock: () => state.firstInstance,
    whenReady: () => {
      log.push('whenReady')
      return Promise.resolve()
    },
    quit: () => void log.push('quit'),
    exit: (code?: number) => {
      log.push('exit')
      state.exitCode = code ?? 0
    },
    on: ((event: string, listener: (...words: unknown[]) => void) => appEvents.on(event, listener)) as never,
    once: ((event: string, listener: (...words: unknown[]) => void) => appEvents.once(event, listener)) as never,
  } satisfies Partial<App>

  class Window {
    readonly webContents = contentsStandIn()
    readonly #own
    constructor(options: BrowserWindowConstructorOptions) {
      this.#own = { options, addresses: [] as string[], events: new EventEmitter(), contents: this.webContents }
      windows.push(this.#own)
    }
    loadURL = (address: string) => {
      this.#own.addresses.push(address)
      return Promise.resolve()
    }
    once = (event: string, listener: () => void) => this.#own.events.once(event, listener)
    on = (event: string, listener: () => void) => this.#own.events.on(event, listener)
    show = () => void log.push('show')
    focus = () => void log.push('focus')
    restore = () => void log.push('restore')
    isMinimized = () => true
  }
  Window satisfies new (
    options: BrowserWindowConstructorOptions,
  ) => Record<
    keyof Pick<BrowserWindow, 'loadURL' | 'once' | 'on' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'webContents'>,
    unknown
  >

  const electron = {
    app,
    BrowserWindow: Window,
    protocol: {
      registerSchemesAsPrivileged: (schemes) => void log.push(`schemes ${schemes.map(({ scheme }) => scheme).join()}`),
      handle: (_scheme, handler) => void (state.handler = handler as typeof state.handler),
    } satisfies Partial<Protocol>,
    session: {
      get defaultSession() {
        return state.session
      },
    },
    ipcMain: {
      on: ((channel: string, listener: (...words: unknown[]) => void) => ipcEvents.on(channel, listener)) as never,
    } satisfies Partial<IpcMain>,
    dialog: {
      showErrorBox: (title, content) => void state.errors.push(`${title}: ${content}`),
      showMessageBoxSync: ((_window: BrowserWindow, { message }: MessageBoxSyncOptions) => {
        state.asked.push(message)
        return state.answer
      }) as Dialog['showMessageBoxSync'],
      showOpenDialog: (() => Promise.resolve(state.chosen)) as Dialog['showOpenDialog'],
    } satisfies Partial<Dialog>,
    shell: {
      openExternal: (address) => {
        state.opened.push(address)
        return Promise.resolve()
      },
      openPath: (path) => Promise.resolve(path === '/gone' ? 'not there' : ''),
    } satisfies Partial<Shell>,
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(false),
      getSelectedStorageBackend: () => 'basic_text',
      encryptStringAsync: () => Promise.reject(new Error('no keychain')),
      decryptStringAsync: () => Promise.reject(new Error('no keychain')),
    } satisfies Partial<SafeStorage>,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: unknown) => void (state.menu = menu as MenuItemConstructorOptions[]),
    },
    nativeTheme: { shouldUseDarkColors: false },
    net: { fetch: (address: string) => Promise.resolve(new Response(`from ${address}`)) },
    MessageChannelMain: ChannelStandIn,
  }
  return { electron, state, log, windows, appEvents, ipcEvents }
}

/** A page's contents: remembers its listeners and what it was made to do. */
export function contentsStandIn() {
  const events = new EventEmitter()
  const done: string[] = []
  let open: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null
  const note = (what: string) => () => void done.push(what)
  const contents = {
    focusInText: false,
    on: ((event: string, listener: (...words: unknown[]) => void) => events.on(event, listener)) as never,
    setWindowOpenHandler: (handler: Parameters<WebContents['setWindowOpenHandler']>[0]) => void (open = handler),
    executeJavaScript: () => Promise.resolve(contents.focusInText),
    sendInputEvent: ((event: { type: string; keyCode?: string; modifiers?: string[] }) =>
      void done.push(`${event.type} ${event.modifiers?.join('+')}+${event.keyCode}`)) as WebContents['sendInputEvent'],
    undo: note('undo'),
    redo: note('redo'),
    cut: note('cut'),
    copy: note('copy'),
    paste: note('paste'),
    selectAll: note('selectAll'),
    getZoomLevel: () => 0,
    setZoomLevel: (level: number) => void done.push(`zoom ${level}`),
  }
  return Object.assign(contents satisfies Partial<WebContents> & { focusInText: boolean }, {
    events,
    done,
    openWindow: (url: string) => open?.({ url } as never),
  })
}

/** Shaped like Electron's MessagePortMain over a real channel: messages arrive as `{ data }`, and only after `start()`. */
class PortStandIn extends EventEmitter {
  readonly #port
  constructor(port: MessageChannel['port1']) {
    super()
    this.#port = port
    port.on('close', () => this.emit('close'))
  }
  start = () => void this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  postMessage = (message: unknown) => this.#port.postMessage(message)
  close = () => this.#port.close()
}
PortStandIn satisfies new (
  port: MessageChannel['port1'],
) => Record<keyof Pick<MessagePortMain, 'start' | 'postMessage' | 'close' | 'on'>, unknown>

/** A channel whose second port is handed to the page: a real port, as the page gets one. */
class ChannelStandIn {
  readonly port1: PortStandIn
  readonly port2: MessageChannel['port2']
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new PortStandIn(port1)
    this.port2 = port2
  }
}
