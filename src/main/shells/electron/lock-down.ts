import { shell, type App, type Session, type WebContents } from 'electron'
import { isOwnDownload, isOwnPage, mayOpenOutside, permissionAllowed } from './security'

/** Whatever shows a page, be it a window or something that a page brought about: it stays where it is. */
export function lockDownContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.on('will-navigate', (event) => keepHome(event))
  contents.on('will-redirect', (event) => keepHome(event))
  contents.on('will-frame-navigate', (event) => keepHome(event))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // A link of the page: the web is for the browser, and a new window is for nobody.
    if (mayOpenOutside(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

function keepHome(event: { url: string; preventDefault: () => void }): void {
  if (!isOwnPage(event.url)) event.preventDefault()
}

/** A session denies by default what Chromium would allow. */
export function lockDownSession(
  session: Pick<
    Session,
    'on' | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permissionAllowed(permission, details.requestingUrl, details.isMainFrame)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    permissionAllowed(permission, origin, isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (!isOwnDownload(item.getURL())) event.preventDefault()
  })
}

/** Locks down everything that will ever be made. */
export function lockDownApp(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents))
  app.on('session-created', (session) => lockDownSession(session))
}
