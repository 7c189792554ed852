import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root: scripts work from wherever they are called. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
export const inRoot = (...parts) => path.join(root, ...parts)

/** Where the steps keep their stamps: gone with node_modules, as it should be. */
export const stamps = inRoot('node_modules', '.cache', 'blazon')

/** The Node that comes with the project (24), for everything after the installation. */
export function projectNode() {
  const own = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (fs.existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    'The project’s own Node 24 is missing (was "npm ci" run with --ignore-scripts?). Delete node_modules and try again.',
  )
}

/** The script behind a package's command: run with `projectNode()`, it needs no shell and no npx. */
export function toolScript(packageName, command = packageName) {
  const manifest = inRoot('node_modules', packageName, 'package.json')
  const { bin } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

/** The environment for what the steps start: the project's Node is first on the PATH. */
export function environment(more = {}) {
  const bins = inRoot('node_modules', '.bin')
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [pathName]: `${bins}${path.delimiter}${process.env[pathName] ?? ''}`, ...more }
}

/** Loads a package of the project, once it is installed. */
export const requireFromProject = (name) => createRequire(inRoot('package.json'))(name)
