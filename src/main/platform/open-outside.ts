import { spawn } from 'node:child_process'

/** The program and arguments that show a folder, or open an address in the default browser, on this system. */
export function openerFor(platform: NodeJS.Platform, kind: 'folder' | 'address', what: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [what]]
  if (platform !== 'win32') return ['xdg-open', [what]]
  return kind === 'folder' ? ['explorer.exe', [what]] : ['rundll32.exe', ['url.dll,FileProtocolHandler', what]]
}

/**
 * Starts a program that outlives us, without a shell, and says whether it could be started at all. A program that
 * fails within `graceMs` counts as not started (a browser without a display, an xdg-open without a browser).
 */
export function startDetached(program: string, parameters: string[], graceMs = 1500): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { detached: true, stdio: 'ignore' })
    const timer = setTimeout(() => resolve(true), graceMs)
    child.on('error', () => {
      clearTimeout(timer)
      resolve(false)
    })
    child.on('exit', (code) => {
      clearTimeout(timer)
      // explorer.exe answers 1 when all went well.
      resolve(code === 0 || program === 'explorer.exe')
    })
    child.unref()
  })
}
