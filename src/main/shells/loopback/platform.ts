import { mkdir, realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { BlazonError } from '../../../core/errors'
import { openerFor, startDetached } from '../../platform/open-outside'
import type { Platform, Secrets } from '../../platform/platform'

/** What the loopback shell gives the app: no dialogs (no path typed in a page is ever taken), a fixed folder instead. */
export function loopbackPlatform(options: {
  secrets: Secrets
  version: string
  /** The user's documents folder. */
  documents: string
  now?: () => Date
  open?: (folder: string) => Promise<boolean>
}): Platform {
  const { secrets, version, documents, now = () => new Date(), open = openInFileManager } = options
  return {
    shell: 'loopback',
    version,
    secrets,
    chooseFolder: async (purpose, suggestedName) => {
      const folder = join(documents, 'Blazon', ...folderNames(purpose, suggestedName, now()))
      try {
        await mkdir(folder, { recursive: true })
        return await realpath(folder)
      } catch (cause) {
        throw new BlazonError('read_only', 'the documents folder cannot be written', { folder }, { cause })
      }
    },
    openFolder: open,
  }
}

const openInFileManager = (folder: string) => startDetached(...openerFor(process.platform, 'folder', folder))

/** What is handed out goes to a folder of the day; a site stays in one folder, for it is published again and again. */
function folderNames(purpose: 'export' | 'site', suggestedName: string, now: Date): string[] {
  const name = folderName(suggestedName)
  if (purpose === 'site') return ['Websites', name || 'site']
  const day = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
  return name ? [day, name] : [day]
}

const pad = (number: number) => String(number).padStart(2, '0')

/** One folder name out of any text: no separators, nothing hidden, nothing that Windows reserves, at most 80 characters. */
export function folderName(text: string): string {
  const name = Array.from(text.normalize('NFC').replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' '))
    .slice(0, 80)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `_${name}` : name
}

/** The user's documents folder: as freedesktop.org's user-dirs say on Linux, else `Documents` in the home folder. */
export function documentsFolder(
  env: NodeJS.ProcessEnv,
  readText: (file: string) => string | null,
  home = homedir(),
): string {
  if (env['BLAZON_DOCUMENTS']) return env['BLAZON_DOCUMENTS']
  const text = readText(join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'user-dirs.dirs'))
  const named = text && /^\s*XDG_DOCUMENTS_DIR="([^"]+)"/m.exec(text)?.[1]
  if (named?.startsWith('$HOME/')) return join(home, named.slice('$HOME/'.length))
  if (named?.startsWith('/')) return named
  return join(home, 'Documents')
}
