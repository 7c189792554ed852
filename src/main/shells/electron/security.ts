import type { BrowserWindowConstructorOptions, CustomScheme, WebFrameMain } from 'electron'

/** The page's own scheme: a real origin with none of the rights of `file:`. */
export const pageScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
} satisfies CustomScheme

/** The one origin that a window of Blazon ever shows. */
export const pageOrigin = 'app://bundle'
export const pageAddress = `${pageOrigin}/`

/** A window that can do nothing but show the page. Defaults are spelled out: a test holds them. */
export function windowOptions(preload: string, development: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 860,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Blazon',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: true,
      devTools: development,
    },
  }
}

/** True for addresses of the page itself: the only ones that a window may go to. */
export function isOwnPage(address: string): boolean {
  const url = parsed(address)
  return url?.protocol === 'app:' && url.host === 'bundle' && url.username === '' && url.password === ''
}

/** True for what may be given to the system to open: a web page over https, or a mail. Never a file, never another program's scheme. */
export function mayOpenOutside(address: string): boolean {
  const url = parsed(address)
  if (url?.protocol === 'https:') return url.hostname !== '' && url.username === '' && url.password === ''
  return url?.protocol === 'mailto:'
}

/** What the page may ask Chromium for: copying, pasting by a menu (a key needs no permission), and the full screen of event mode. */
const allowedPermissions: readonly string[] = ['clipboard-sanitized-write', 'clipboard-read', 'fullscreen']

/** Everything else (camera, location, notifications, devices, …) is denied, to the page itself as well; and all of it to frames within. */
export function permissionAllowed(permission: string, origin: string, isMainFrame: boolean): boolean {
  return isMainFrame && allowedPermissions.includes(permission) && isOwnPage(origin)
}

/** True where the page's own top frame asks for a port. The frame is null once it has gone elsewhere. */
export function mayTakePort(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === pageOrigin
}

/** True for a download that the page made itself; nothing is ever fetched from the web that way. */
export function isOwnDownload(address: string): boolean {
  return address.startsWith(`blob:${pageOrigin}/`)
}

function parsed(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}
