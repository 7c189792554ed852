/**
 * Packs the fonts and glyphs that ship with Blazon into `resources/packed/` (not in git), from the packages in node_modules.
 * Thousands of tiny files slow installers and virus scanners: the glyphs become one file with tags. Plain Node, no packages.
 *
 *   resources/packed/fonts/*.woff2   latin and latin-ext subsets, listed in fonts.json (Inter, the app's own type, goes through its CSS)
 *   resources/packed/outlines/*.woff the same faces for SVG export, whose outliner reads no WOFF2; loaded only then
 *   resources/packed/glyphs.json     names, tags, path data, ink boxes
 *   resources/licences/              the licence text of each, packages.txt with those of all code that is shipped, and index.json
 *                                    for the Credits page
 */
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inkBox } from './path-ink.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const packages = join(root, 'node_modules')
const packed = join(root, 'resources', 'packed')
const licences = join(root, 'resources', 'licences')
const subsets = ['latin', 'latin-ext']

const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'))
const packageFolder = (name) => join(packages, ...name.split('/'))

async function packFonts() {
  const families = await readJson(join(root, 'src/core/designs/bundled-fonts.json'))
  await mkdir(join(packed, 'fonts'), { recursive: true })
  await mkdir(join(packed, 'outlines'), { recursive: true })
  const faces = []
  for (const { family, package: name, weights } of families) {
    const slug = name.split('/')[1]
    const ranges = await readJson(join(packageFolder(name), 'unicode.json'))
    for (const weight of weights)
      for (const subset of subsets) {
        const file = `${slug}-${subset}-${weight}-normal.woff2`
        await cp(join(packageFolder(name), 'files', file), join(packed, 'fonts', file))
        const outlines = file.replace(/2$/, '')
        await cp(join(packageFolder(name), 'files', outlines), join(packed, 'outlines', outlines))
        faces.push({ family, weight, file, unicodeRange: ranges[subset] })
      }
  }
  await writeFile(join(packed, 'fonts.json'), JSON.stringify(faces))
  return families.map((it) => it.package)
}

/** Path data and tone of each part of one of the packs' own files: only paths, opacity 0.2 marks the second tone. */
function partsOfSvg(svg) {
  return [...svg.matchAll(/<path\b([^>]*)>/g)].map(([, attributes]) => {
    const d = /\bd="([^"]+)"/.exec(attributes)?.[1]
    if (!d) throw new Error('a path without data')
    return [/\bopacity="0?\.2"/.test(attributes) ? 2 : 1, d]
  })
}
const onlyPaths = (svg) => !/<(?:rect|circle|ellipse|line|polyline|polygon|g|use|mask)\b/.test(svg)

async function packPhosphor() {
  const folder = packageFolder('@phosphor-icons/core')
  const { icons } = await import(join(folder, 'dist', 'index.mjs'))
  const glyphs = []
  for (const [set, weight] of [
    ['phosphor', 'fill'],
    ['phosphor-duotone', 'duotone'],
  ])
    for (const { name, tags, categories } of icons) {
      const svg = await readFile(join(folder, 'assets', weight, `${name}-${weight}.svg`), 'utf8')
      if (!onlyPaths(svg)) continue
      const words = [...tags, ...categories].map(String).filter((tag) => !tag.startsWith('*'))
      glyphs.push(glyphRow(set, name, words, partsOfSvg(svg)))
    }
  return glyphs
}

async function packTabler() {
  const folder = packageFolder('@tabler/icons')
  const nodes = await readJson(join(folder, 'tabler-nodes-filled.json'))
  const icons = await readJson(join(folder, 'icons.json'))
  return Object.entries(nodes)
    .filter(([name, parts]) => !name.startsWith('brand-') && parts.every(([tag, { d }]) => tag === 'path' && d))
    .map(([name, parts]) => {
      const { tags = [], category = '' } = icons[name] ?? {}
      return glyphRow(
        'tabler',
        name,
        [...tags.map(String), category],
        parts.map(([, { d }]) => [1, d]),
      )
    })
}

/** One row: id, tags, ink box, then tone and path data by turns. */
function glyphRow(set, name, words, parts) {
  const own = new Set(name.split('-'))
  const tags = [...new Set(words.map((word) => word.toLowerCase().trim()))].filter((word) => word && !own.has(word))
  const ink = inkBox(parts.map(([, d]) => d)).map((value) => Math.round(value * 100) / 100)
  return [`${set}/${name}`, tags.join(' '), ink, ...parts.flat()]
}

async function packGlyphs() {
  const glyphs = [...(await packPhosphor()), ...(await packTabler())]
  await writeFile(join(packed, 'glyphs.json'), JSON.stringify(glyphs))
  return glyphs.length
}

async function packLicences(fonts) {
  await mkdir(licences, { recursive: true })
  const rows = []
  for (const name of [...fonts, '@fontsource-variable/inter', '@phosphor-icons/core', '@tabler/icons']) {
    const folder = packageFolder(name)
    const { version, license } = await readJson(join(folder, 'package.json'))
    const text = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file))
    if (!text) throw new Error(`${name} has no licence text`)
    const file = `${name.replace('@', '').replace('/', '-')}.txt`
    await cp(join(folder, text), join(licences, file))
    rows.push({ name, version, licence: license, file })
  }
  rows.push(...(await packCodeLicences()))
  await writeFile(join(licences, 'index.json'), `${JSON.stringify(rows, null, 2)}\n`)
}

/** The packages whose code stands in what is shipped; what they need themselves comes along. */
const shippedCode = [
  ...[
    '@hono/node-server',
    '@orpc/client',
    '@orpc/contract',
    '@orpc/server',
    '@scure/bip39',
    '@tanstack/react-virtual',
    '@xmldom/xmldom',
  ],
  ...[
    'better-sqlite3',
    'csv-parse',
    'dompurify',
    'electron',
    'env-paths',
    'fabric',
    'fflate',
    'hono',
    'i18next',
    'jsonld',
    'jsqr',
    'lucide-react',
  ],
  ...[
    'markdown-it',
    'nodemailer',
    'opentype.js',
    'pdfkit',
    'pngjs',
    'qrcode',
    'rdf-canonize',
    'react',
    'react-aria-components',
    'react-dom',
    'react-i18next',
  ],
  ...['pino', 'ws', 'zod', 'zustand'],
]

/** Walks the dependencies as Node finds them and puts every licence text into one file. */
async function packCodeLicences() {
  const found = new Map()
  const visit = async (name, from) => {
    const folder = await folderOf(name, from)
    if (!folder || found.has(folder)) return
    const { version, license, dependencies = {} } = await readJson(join(folder, 'package.json'))
    const texts = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort()
    const text = await Promise.all(texts.map((file) => readFile(join(folder, file), 'utf8').catch(() => '')))
    found.set(folder, { name, version, licence: license ?? 'see its text', text: text.join('\n').trim() })
    // Electron's package is the fetcher of the binary; what it needs for that is not shipped.
    if (name !== 'electron') for (const dependency of Object.keys(dependencies)) await visit(dependency, folder)
  }
  for (const name of shippedCode) await visit(name, root)
  const all = [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  const sections = all.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
  await writeFile(join(licences, 'packages.txt'), sections.join(`\n${'-'.repeat(72)}\n\n`))
  return all.map(({ name, version, licence }) => ({ name, version, licence, file: 'packages.txt' }))
}

/** A package's folder as seen from another's: the nearest node_modules upwards. */
async function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', ...name.split('/'))
    if ((await readJson(join(folder, 'package.json')).catch(() => null)) !== null) return folder
    if (at === root || at === dirname(at)) return null
  }
}

await rm(packed, { recursive: true, force: true })
await mkdir(packed, { recursive: true })
const fonts = await packFonts()
const count = await packGlyphs()
await packLicences(fonts)
console.log(`Packed ${count} glyphs and ${fonts.length} font families.`)
