import { mkdtemp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { implement } from '@orpc/server'
import type { MenuItemConstructorOptions, Session } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contract, type Contract } from '../../../src/core/contract'
import { portChannel, portKind } from '../../../src/core/contract/wire'
import type { ErrorCode } from '../../../src/core/errors'
import type { App, AppOptions } from '../../../src/main/app'
import { contentsStandIn, electronStandIn } from '../../support/electron-stand-in'

let base: string
let standIn: ReturnType<typeof electronStandIn>
let stopped: boolean
let closed: number
let failure: ErrorCode | null
let options: AppOptions | null

const createApp = async (given: AppOptions): Promise<App> => {
  options = given
  if (failure) {
    // The class that the freshly loaded shell knows.
    const { BlazonError } = await import('../../../src/core/errors')
    throw new BlazonError(failure, 'for developers only')
  }
  const router = implement(contract).router({
    library: {
      changes: implement(contract).library.changes.handler(async function* ({ signal }) {
        yield { name: 'designs.saved', ids: [] }
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        stopped = true
      }),
    },
  } as never) as unknown as App['router']
  const close = () => {
    closed++
    return Promise.resolve()
  }
  return { router, client: {} as App['client'], close }
}

/** Runs the real shell against the stand-in. */
async function start() {
  vi.resetModules()
  vi.doMock('electron', () => standIn.electron)
  const { runElectron } = await import('../../../src/main/shells/electron/run')
  await runElectron({ version: '0.0.0', builtFolder: base, createApp })
}

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'blazon-electron-')))
  await mkdir(join(base, 'renderer'))
  await writeFile(join(base, 'renderer', 'index.html'), '<p>page</p>')
  await writeFile(join(base, 'secret.txt'), 'secret')
  vi.stubEnv('BLAZON_DATA', join(base, 'library'))
  standIn = electronStandIn()
  standIn.state.session = sessionStandIn()
  stopped = false
  closed = 0
  failure = null
  options = null
})
afterEach(async () => {
  vi.doUnmock('electron')
  vi.unstubAllEnvs()
  await rm(base, { recursive: true, force: true })
})

const handlers: { request?: unknown; check?: unknown; device?: unknown; download?: unknown } = {}
const sessionStandIn = () =>
  ({
    setPermissionRequestHandler: (handler) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler) => void (handlers.check = handler),
    setDevicePermissionHandler: (handler) => void (handlers.device = handler),
    on: ((_event: string, listener: unknown) => void (handlers.download = listener)) as never,
  }) satisfies Partial<Session>

describe('the Electron shell', () => {
  it('registers its scheme and the sandbox before Electron is ready, and shows app://bundle/', async () => {
    await start()
    expect(standIn.log.slice(0, 3)).toEqual(['schemes app', 'enableSandbox', 'whenReady'])
    expect(standIn.windows.map(({ addresses }) => addresses)).toEqual([['app://bundle/']])
    const [window] = standIn.windows
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      devTools: false,
      preload: join(base, 'preload', 'index.cjs'),
    })
    expect(window?.options.show).toBe(false)
    window?.events.emit('ready-to-show')
    expect(standIn.log).toContain('show')
    expect(options?.folder).toBe(join(base, 'library'))
    expect(options?.platform.shell).toBe('electron')
  })

  it('leaves to the first instance, which comes to the front', async () => {
    standIn.state.firstInstance = false
    await start()
    expect(standIn.state.exitCode).toBe(0)
    expect(options).toBeNull()

    standIn = electronStandIn()
    standIn.state.session = sessionStandIn()
    await start()
    standIn.appEvents.emit('second-instance')
    expect(standIn.log).toEqual(expect.arrayContaining(['restore', 'focus']))
  })

  it('tells a library that is in use in one sentence and ends with 4', async () => {
    failure = 'library_in_use'
    await start()
    expect(standIn.state.exitCode).toBe(4)
    expect(standIn.state.errors[0]).toMatch(/open in another Blazon/)
    expect(standIn.windows).toEqual([])
  })

  it('asks before a window is closed whose page has something that is not stored', async () => {
    await start()
    const [window] = standIn.windows
    let closes = 0
    const close = () => window?.contents.events.emit('will-prevent-unload', { preventDefault: () => closes++ })
    close()
    expect([standIn.state.asked, closes]).toEqual([['Not everything is stored yet.'], 0])
    standIn.state.answer = 1
    close()
    expect(closes).toBe(1)
  })

  it('closes the library before it ends', async () => {
    await start()
    let prevented = false
    standIn.appEvents.emit('will-quit', { preventDefault: () => (prevented = true) })
    await expect.poll(() => standIn.state.exitCode).toBe(0)
    expect([prevented, closed]).toEqual([true, 1])
  })

  it('serves the files of the page with the policy, and nothing beside them', async () => {
    await start()
    const ask = async (url: string, method = 'GET') => await standIn.state.handler?.({ url, method } as Request)
    const page = await ask('app://bundle/')
    expect(await page?.text()).toBe('<p>page</p>')
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await ask('app://bundle/..%2fsecret.txt'))?.status).toBe(404)
    expect((await ask('app://bundle/%2e%2e/secret.txt'))?.status).toBe(404)
    expect((await ask('app://other/index.html'))?.status).toBe(403)
    expect((await ask('app://bundle/', 'POST'))?.status).toBe(405)
  })

  it('shows the server with hot reload at the same address while developing, never in the product', async () => {
    vi.stubEnv('ELECTRON_RENDERER_URL', 'http://127.0.0.1:5173')
    const ask = async () =>
      (await standIn.state.handler?.({ url: 'app://bundle/main.tsx?t=1', method: 'GET' } as Request))?.text()
    standIn.electron.app.isPackaged = false
    await start()
    expect(await ask()).toBe('from http://127.0.0.1:5173/main.tsx?t=1')
    standIn.electron.app.isPackaged = true
    await start()
    expect(await ask()).toBe('')
  })
})

describe('the port', () => {
  const frame = (origin = 'app://bundle', parent: unknown = null) => {
    const taken: MessagePort[] = []
    return {
      origin,
      parent,
      taken,
      postMessage: (_channel: string, _message: unknown, ports: MessagePort[]) => void taken.push(...ports),
    }
  }

  it('goes to the page’s own top frame, carries calls, and ends its streams when the window is closed', async () => {
    await start()
    const page = frame()
    standIn.ipcEvents.emit(portChannel, { senderFrame: page })
    const [port] = page.taken
    if (!port) throw new Error('no port came')
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port }))
    const changes = await client.library.changes()
    expect((await changes.next()).value).toEqual({ name: 'designs.saved', ids: [] })
    port.close()
    await expect.poll(() => stopped).toBe(true)
  })

  it('goes to nobody else: a frame that is gone, a frame inside, another origin', async () => {
    await start()
    for (const page of [frame('https://example.org'), frame('null'), frame('app://bundle', {})]) {
      standIn.ipcEvents.emit(portChannel, { senderFrame: page })
      expect(page.taken).toEqual([])
    }
    expect(() => standIn.ipcEvents.emit(portChannel, { senderFrame: null })).not.toThrow()
  })
})

describe('lock-down', () => {
  it('F51: keeps every page where it is and gives links to the browser', async () => {
    await start()
    const contents = contentsStandIn()
    standIn.appEvents.emit('web-contents-created', {}, contents)
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const prevented: string[] = []
      for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://bundle/#badges'])
        contents.events.emit(event, { url, preventDefault: () => prevented.push(url) })
      expect(prevented, event).toEqual(['https://example.org/', 'file:///etc/passwd'])
    }
    let attached = true
    contents.events.emit('will-attach-webview', { preventDefault: () => (attached = false) })
    expect(attached).toBe(false)
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'smb://server/x', 'mailto:kim@example.org'])
      expect(contents.openWindow(url)).toEqual({ action: 'deny' })
    expect(standIn.state.opened).toEqual(['https://example.org/', 'mailto:kim@example.org'])
  })

  it('denies permissions, devices and foreign downloads', async () => {
    await start()
    const answers: boolean[] = []
    const request = handlers.request as (
      c: null,
      p: string,
      a: (yes: boolean) => void,
      d: { requestingUrl: string; isMainFrame: boolean },
    ) => void
    request(null, 'media', (yes) => answers.push(yes), { requestingUrl: 'app://bundle/', isMainFrame: true })
    request(null, 'fullscreen', (yes) => answers.push(yes), { requestingUrl: 'app://bundle/', isMainFrame: true })
    request(null, 'clipboard-read', (yes) => answers.push(yes), { requestingUrl: 'app://bundle/', isMainFrame: false })
    expect(answers).toEqual([false, true, false])
    const check = handlers.check as (c: null, p: string, o: string, d: { isMainFrame: boolean }) => boolean
    expect(check(null, 'media', 'app://bundle', { isMainFrame: true })).toBe(false)
    expect(check(null, 'clipboard-read', 'app://bundle/', { isMainFrame: true })).toBe(true)
    expect(check(null, 'clipboard-read', 'app://bundle/', { isMainFrame: false })).toBe(false)
    expect((handlers.device as () => boolean)()).toBe(false)
    let stoppedDownload = false
    const download = handlers.download as (
      event: { preventDefault: () => void },
      item: { getURL: () => string },
    ) => void
    download({ preventDefault: () => (stoppedDownload = true) }, { getURL: () => 'https://example.org/x.exe' })
    expect(stoppedDownload).toBe(true)
  })
})

describe('native dialogs', () => {
  it('keep the path in main; closing one is no error that anybody is shown', async () => {
    await start()
    const platform = options?.platform
    await expect(platform?.chooseFolder('export', 'x')).rejects.toMatchObject({ code: 'cancelled_by_user' })
    standIn.state.chosen = { canceled: false, filePaths: [base] }
    expect(await platform?.chooseFolder('site', 'x')).toBe(base)
    expect(await platform?.openFolder(base)).toBe(true)
    expect(await platform?.openFolder('/gone')).toBe(false)
  })
})

describe('the menu', () => {
  const template = async (platform: NodeJS.Platform, development = false) => {
    vi.doMock('electron', () => standIn.electron)
    const { menuTemplate } = await import('../../../src/main/shells/electron/menu')
    return menuTemplate(platform, development)
  }
  const items = (menu: MenuItemConstructorOptions[]) =>
    menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

  it('never takes the keys of the canvas: no zoom role, no edit role, no registered edit accelerator', async () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const all = items(await template(platform))
      const roles = all.map(({ role }) => role)
      for (const role of ['zoomIn', 'zoomOut', 'resetZoom', 'undo', 'redo', 'copy', 'paste', 'selectAll'] as const)
        expect(roles).not.toContain(role)
      expect(roles).not.toContain('toggleDevTools')
      for (const item of all.filter(({ accelerator }) => /\+[ZYXCVA]$/.test(String(accelerator))))
        expect(item.registerAccelerator).toBe(false)
    }
    expect(items(await template('linux', true)).map(({ role }) => role)).toContain('toggleDevTools')
  })

  it('edits text where the keyboard is in a text field, and hands the keys to the page elsewhere', async () => {
    const undo = items(await template('linux')).find(({ label }) => label === 'Undo')
    const redo = items(await template('darwin')).find(({ label }) => label === 'Redo')
    const contents = contentsStandIn()
    const window = { webContents: contents } as never
    const click = (item: MenuItemConstructorOptions | undefined) => item?.click?.({} as never, window, {})
    contents.focusInText = true
    click(undo)
    await expect.poll(() => contents.done).toEqual(['undo'])
    contents.focusInText = false
    click(undo)
    click(redo)
    await expect
      .poll(() => contents.done)
      .toEqual(['undo', 'keyDown control+Z', 'keyUp control+Z', 'keyDown meta+shift+Z', 'keyUp meta+shift+Z'])
  })
})

describe('the preload', () => {
  it('imports electron alone and speaks the words of the contract', async () => {
    const source = await readFile(new URL('../../../src/preload/index.ts', import.meta.url), 'utf8')
    expect(source.match(/from '([^']+)'/g)).toEqual(["from 'electron'"])
    expect(source).toContain(`'${portChannel}'`)
    expect(portKind).toBe(portChannel)
  })

  it('hands the page one port, once it listens, and the page takes it from nobody else', async () => {
    const ipc: [string, (event: { ports: unknown[] }) => void][] = []
    const sent: string[] = []
    const posted: unknown[][] = []
    const loaded: (() => void)[] = []
    vi.resetModules()
    vi.doMock('electron', () => ({
      ipcRenderer: {
        on: (channel: string, listener: (event: { ports: unknown[] }) => void) => ipc.push([channel, listener]),
        send: (channel: string) => sent.push(channel),
      },
    }))
    vi.stubGlobal('window', {
      origin: 'app://bundle',
      addEventListener: (_event: string, listener: () => void) => loaded.push(listener),
      postMessage: (...words: unknown[]) => posted.push(words),
    })
    await import('../../../src/preload/index')
    expect(sent).toEqual([])
    for (const listener of loaded) listener()
    expect(sent).toEqual([portChannel])
    const port = {}
    for (const [, listener] of ipc) listener({ ports: [port] })
    expect(ipc.map(([channel]) => channel)).toEqual([portChannel])
    expect(posted).toEqual([[{ kind: portKind }, 'app://bundle', [port]]])
    vi.unstubAllGlobals()

    const { isPortMessage } = await import('../../../src/renderer/api/port')
    const page = { origin: 'app://bundle' }
    const message = { source: page, origin: 'app://bundle', data: posted[0]?.[0], ports: [port] } as never
    expect(isPortMessage(message, page)).toBe(true)
    expect(isPortMessage({ ...(message as object), origin: 'https://example.org' } as never, page)).toBe(false)
  })
})
