import { describe, expect, it } from 'vitest'
import {
  isOwnDownload,
  isOwnPage,
  mayOpenOutside,
  mayTakePort,
  pageOrigin,
  permissionAllowed,
  windowOptions,
} from '../../../src/main/shells/electron/security'

describe('F50: a window of Electron', () => {
  it('has a sandboxed page without Node, in a world of its own, and no developer tools in the product', () => {
    expect(windowOptions('/p.cjs', false).webPreferences).toEqual({
      preload: '/p.cjs',
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
      devTools: false,
    })
    expect(windowOptions('/p.cjs', true).webPreferences?.devTools).toBe(true)
  })

  it('hands a port to the top frame of its own page only', () => {
    const parent = {} as never
    expect(mayTakePort({ origin: pageOrigin, parent: null })).toBe(true)
    expect(mayTakePort(null)).toBe(false)
    expect(mayTakePort({ origin: pageOrigin, parent })).toBe(false)
    for (const origin of ['null', '', 'https://example.org', 'app://other', 'app://bundle.example', 'file://'])
      expect(mayTakePort({ origin, parent: null }), origin).toBe(false)
  })

  it.each([
    'media',
    'geolocation',
    'notifications',
    'midiSysex',
    'pointerLock',
    'openExternal',
    'display-capture',
    'hid',
    'usb',
    'serial',
    'fileSystem',
    'unknown',
  ])('denies %s, to its own page as well', (permission) => {
    expect(permissionAllowed(permission, `${pageOrigin}/`, true)).toBe(false)
  })

  it('allows copying, pasting and the full screen to the top frame of its own page, and to nobody else', () => {
    for (const permission of ['clipboard-sanitized-write', 'clipboard-read', 'fullscreen']) {
      expect(permissionAllowed(permission, `${pageOrigin}/index.html`, true)).toBe(true)
      expect(permissionAllowed(permission, `${pageOrigin}/index.html`, false)).toBe(false)
      for (const origin of ['https://example.org/', 'app://other/', 'file:///', ''])
        expect(permissionAllowed(permission, origin, true), origin).toBe(false)
    }
  })
})

describe('F51: leaving the page', () => {
  it('is possible within the page alone', () => {
    expect(isOwnPage('app://bundle/')).toBe(true)
    expect(isOwnPage('app://bundle/index.html#badges')).toBe(true)
    for (const address of [
      'https://example.org/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'app://other/',
      'app://bundle.example/',
      'app://user@bundle/',
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:https://example.org/1',
      'about:blank',
      '',
      'bundle',
    ])
      expect(isOwnPage(address), address).toBe(false)
  })

  it('opens https and mail outside, and no file, share or program', () => {
    expect(mayOpenOutside('https://example.org/badge')).toBe(true)
    expect(mayOpenOutside('mailto:kim@example.org?subject=x')).toBe(true)
    for (const address of [
      'http://example.org/',
      'file:///etc/passwd',
      'smb://server/share',
      '\\\\server\\share',
      'javascript:alert(1)',
      'ms-msdt:/id',
      'vscode://x',
      'app://bundle/',
      'https://user:secret@example.org/',
      'HTTPS:',
      '',
    ])
      expect(mayOpenOutside(address), address).toBe(false)
  })

  it('downloads what the page made itself', () => {
    expect(isOwnDownload('blob:app://bundle/0c')).toBe(true)
    for (const address of ['https://example.org/x.exe', 'blob:https://example.org/0c', 'file:///etc/passwd'])
      expect(isOwnDownload(address), address).toBe(false)
  })
})
