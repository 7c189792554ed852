import type { BaseWindow, BrowserWindow, MenuItemConstructorOptions, WebContents } from 'electron'
import { words } from './words'

type Edit = 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'
/** What an edit does: in a text field what Electron does itself, anywhere else what the page makes of the keys. */
type Keys = { keyCode: string; modifiers: ('control' | 'meta' | 'shift')[] }

/**
 * The menu. Edits are no roles, for roles act on text fields only: on the canvas, undo must undo the drawing. No item
 * takes the keys away from the page (`registerAccelerator: false`), and none zooms the window with the canvas's keys.
 */
export function menuTemplate(platform: NodeJS.Platform, development: boolean): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const { menu } = words
  const edit = (label: string, what: Edit, key: string, shift = false): MenuItemConstructorOptions => ({
    label,
    accelerator: `CommandOrControl+${shift ? 'Shift+' : ''}${key}`,
    registerAccelerator: false,
    click: (_item, window) => {
      const keys: Keys = { keyCode: key, modifiers: [mac ? 'meta' : 'control', ...(shift ? (['shift'] as const) : [])] }
      if (isBrowserWindow(window)) void routeEdit(window.webContents, what, keys)
    },
  })
  const zoom = (label: string, key: string, level: (now: number) => number): MenuItemConstructorOptions => ({
    label,
    accelerator: `CommandOrControl+Alt+${key}`,
    click: (_item, window) => {
      if (isBrowserWindow(window)) window.webContents.setZoomLevel(level(window.webContents.getZoomLevel()))
    },
  })
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: menu.file, submenu: [{ role: mac ? 'close' : 'quit' }] },
    {
      label: menu.edit,
      submenu: [
        edit(menu.undo, 'undo', 'Z'),
        edit(menu.redo, 'redo', mac ? 'Z' : 'Y', mac),
        { type: 'separator' },
        edit(menu.cut, 'cut', 'X'),
        edit(menu.copy, 'copy', 'C'),
        edit(menu.paste, 'paste', 'V'),
        edit(menu.selectAll, 'selectAll', 'A'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        zoom(menu.largerText, '=', (now) => Math.min(now + 0.5, 3)),
        zoom(menu.smallerText, '-', (now) => Math.max(now - 0.5, -2)),
        zoom(menu.usualText, '0', () => 0),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(development ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ...(mac ? [] : [{ label: menu.help, submenu: [{ role: 'about' } as const] }]),
  ]
}

/** Asks the page where the keyboard is, and edits there. */
export async function routeEdit(
  contents: Pick<WebContents, 'executeJavaScript' | 'sendInputEvent' | Edit>,
  what: Edit,
  { keyCode, modifiers }: Keys,
): Promise<void> {
  const inText: unknown = await contents.executeJavaScript(textFieldHasFocus)
  if (inText === true) {
    contents[what]()
    return
  }
  contents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
  contents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
}

/** A fixed question about the page; nothing from outside is ever part of it. */
const textFieldHasFocus = `(() => {
  const focused = document.activeElement
  return focused !== null && focused.matches('input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable=""], [contenteditable="true"]')
})()`

const isBrowserWindow = (window: BaseWindow | undefined): window is BrowserWindow =>
  window !== undefined && 'webContents' in window
