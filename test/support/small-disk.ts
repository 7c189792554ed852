import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (program: string, ...args: string[]) => void execFileSync(program, args, { stdio: 'ignore' })

/** Puts a disk in memory over a folder; `options` as mount takes them: `size=256k`, `ro`. */
export const mountDisk = (place: string, options: string) => run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', place)
export const unmountDisk = (place: string) => run('umount', place)

/** Mounting a small disk needs Linux and its root. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = mkdtempSync(join(tmpdir(), 'blazon-mount-'))
  try {
    mountDisk(place, 'size=64k')
    unmountDisk(place)
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
