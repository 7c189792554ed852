import { isKnownLayer, type DesignDocument, type Lettering } from '../../core/designs/document'
import { addedFamily, bundledFamilies, faceFor, faceName, setAddedFaces } from '../../core/designs/faces'
import { fontSource, type LibraryFace } from './font-source'

interface PackedFace {
  readonly family: string
  readonly weight: number
  readonly file: string
  readonly unicodeRange: string
}

const urls = import.meta.glob<string>('../../../resources/packed/fonts/*.woff2', {
  query: '?url',
  import: 'default',
  eager: true,
})
const lists = import.meta.glob<readonly PackedFace[]>('../../../resources/packed/fonts.json', {
  import: 'default',
  eager: true,
})

let registered = false
/** Makes the packed faces known to the page, each weight under a family name of its own; none is fetched before it is needed. */
function register(): void {
  if (registered) return
  registered = true
  const byFile = new Map(Object.entries(urls).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))
  for (const { family, weight, file, unicodeRange } of Object.values(lists).flat()) {
    const url = byFile.get(file)
    if (url) document.fonts.add(new FontFace(faceName(family, weight), `url("${url}")`, { unicodeRange }))
  }
}

/** What stands behind a face for letters that it does not have; the same on every machine that has Blazon, then the system's. */
const fallbacks = `"${faceName('Montserrat', 600)}", sans-serif`

/** The CSS `font` value for a face at a size in pixels. */
export const cssFont = (face: Pick<Lettering, 'family' | 'weight'>, size: number): string =>
  `${size}px "${faceFor(face).face}", ${fallbacks}`

/** The lettering of a design: every run of text with its face; letters of another weight are a run of their own. */
export function letteringOf({ layers }: DesignDocument): { text: string; lettering: Lettering }[] {
  return layers.filter(isKnownLayer).flatMap((layer) => {
    if (!('lettering' in layer)) return []
    const { text, lettering } = layer
    const spans = layer.kind === 'text' ? layer.spans : []
    return [
      { text, lettering },
      ...spans.flatMap(({ start, end, weight }) =>
        weight === undefined ? [] : [{ text: text.slice(start, end), lettering: { ...lettering, weight } }],
      ),
    ]
  })
}

const loaded = new Set<string>()
// All of Latin-1 is in one file, so that typing another such letter needs no look at the network.
const keyOf = (face: string, text: string): string => `${face}\n${/^[\n\u0020-\u00ff]*$/.test(text) ? '' : text}`

// -- the library's own faces ----------------------------------------------------------------------------------------------

let library: ReadonlyMap<string, LibraryFace> = new Map()
/** Faces whose bytes are gone or that the browser refuses, until the library changes: drawn in the substitute, and said to be missing. */
const broken = new Set<string>()
const added = new Map<string, Promise<FontFace>>()
const listeners = new Set<() => void>()
let listing: Promise<void> | null = null
let isListed = false
let isFollowed = false

const tell = (): void => {
  // Whatever was loaded is asked for again: designs then measure and draw anew.
  loaded.clear()
  setAddedFaces([...library].filter(([face]) => !broken.has(face)).map(([, it]) => it))
  for (const listener of [...listeners]) listener()
}
/** Calls back when faces came or went: what was drawn with them must be drawn again. Answers with how to stop. */
export function onFaces(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const isBundled = ({ family, weight, style }: LibraryFace): boolean =>
  style === 'normal' && bundledFamilies.some((it) => it.family === family && it.weights.includes(weight))

async function list(): Promise<void> {
  const source = fontSource()
  if (!source) return
  if (!isFollowed) {
    isFollowed = true
    source.onChange(() => {
      listing = null
      isListed = false
      void libraryFaces()
    })
  }
  const faces = (await source.list()).filter((it) => !isBundled(it))
  library = new Map(faces.map((it) => [faceName(addedFamily(it), it.weight), it]))
  broken.clear()
  for (const [face, there] of [...added])
    if (!library.has(face)) {
      added.delete(face)
      void there.then((it) => document.fonts.delete(it)).catch(() => undefined)
    }
  isListed = true
  tell()
}
/** Learns which faces the library has, once and again after each change. One that cannot be asked now is asked at the next drawing. */
export function libraryFaces(): Promise<void> {
  listing ??= list().catch(() => {
    listing = null
  })
  return listing
}

async function addFace(face: string, { sha256 }: LibraryFace): Promise<FontFace> {
  const bytes = await fontSource()?.read(sha256)
  const made = await new FontFace(face, bytes ?? new ArrayBuffer(0)).load()
  document.fonts.add(made)
  return made
}
async function loadLibraryFace(face: string, from: LibraryFace): Promise<void> {
  const adding = added.get(face) ?? addFace(face, from)
  added.set(face, adding)
  try {
    await adding
  } catch (error) {
    added.delete(face)
    broken.add(face)
    tell()
    throw error
  }
}

// -- loading --------------------------------------------------------------------------------------------------------------

/** True when every face that this lettering needs has been loaded: then it may be measured and drawn. */
export const fontsReady = (document: DesignDocument): boolean =>
  (isListed || fontSource() === null) &&
  letteringOf(document).every(({ text, lettering }) => loaded.has(keyOf(faceFor(lettering).face, text)))

/**
 * Loads every face that a design's lettering needs, with the subsets that its letters need, before anything is measured or
 * drawn (trap 1 of fabric: text that is measured before its face is there keeps wrong widths). A face that cannot be fetched is
 * drawn in the fallback; that is no reason not to draw.
 */
export async function loadFonts(design: DesignDocument): Promise<void> {
  register()
  await libraryFaces()
  await Promise.all(letteringOf(design).map(({ text, lettering }) => loadFace(text, lettering)))
}

/** Loads the face that a few letters of the page itself are shown in: a sample beside the name of its family. */
export async function loadSample(text: string, lettering: Pick<Lettering, 'family' | 'weight'>): Promise<void> {
  register()
  await libraryFaces()
  await loadFace(text, lettering)
}

async function loadFace(text: string, lettering: Pick<Lettering, 'family' | 'weight'>): Promise<void> {
  const { face } = faceFor(lettering)
  const key = keyOf(face, text)
  if (loaded.has(key)) return
  const own = library.get(face)
  try {
    // Capitals are measured even where the text has none. `fonts.check()` is true for faces that do not exist: never asked.
    await Promise.all([
      own ? loadLibraryFace(face, own) : document.fonts.load(`32px "${face}"`, `H${text}`),
      document.fonts.load(`32px "${faceName('Montserrat', 600)}"`, text),
    ])
    loaded.add(key)
  } catch {
    // A face of the library that does not load is out of the list now: its substitute is loaded in its place.
    if (own && faceFor(lettering).face !== face) await loadFace(text, lettering)
    // Not remembered else: a face that could not be fetched is asked for again at the next drawing, and drawn in the fallback now.
  }
}
