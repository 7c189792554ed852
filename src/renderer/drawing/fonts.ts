import type { DesignDocument, Lettering } from '../../core/designs/document'
import { bundledFamilies, faceFor, faceName } from '../../core/designs/faces'

export { bundledFamilies }

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

/** The lettering of a design: every run of text with its face. */
export function letteringOf({ layers }: DesignDocument): { text: string; lettering: Lettering }[] {
  return layers.flatMap((layer) => {
    if (!('lettering' in layer) || !('text' in layer)) return []
    const known = layer as { text: string; lettering: Lettering }
    return [{ text: known.text, lettering: known.lettering }]
  })
}

const loaded = new Set<string>()
// All of Latin-1 is in one file, so that typing another such letter needs no look at the network.
const keyOf = (face: string, text: string): string => `${face}\n${/^[\n\u0020-\u00ff]*$/.test(text) ? '' : text}`

/** True when every face that this lettering needs has been loaded: then it may be measured and drawn. */
export const fontsReady = (document: DesignDocument): boolean =>
  letteringOf(document).every(({ text, lettering }) => loaded.has(keyOf(faceFor(lettering).face, text)))

/**
 * Loads every face that a design's lettering needs, with the subsets that its letters need, before anything is measured or
 * drawn (trap 1 of fabric: text that is measured before its face is there keeps wrong widths). A face that cannot be fetched is
 * drawn in the fallback; that is no reason not to draw.
 */
export async function loadFonts(design: DesignDocument): Promise<void> {
  register()
  await Promise.all(
    letteringOf(design).map(async ({ text, lettering }) => {
      const { face } = faceFor(lettering)
      const key = keyOf(face, text)
      if (loaded.has(key)) return
      try {
        // Capitals are measured even where the text has none. `fonts.check()` is true for faces that do not exist: never asked.
        await Promise.all([
          document.fonts.load(`32px "${face}"`, `H${text}`),
          document.fonts.load(`32px "${faceName('Montserrat', 600)}"`, text),
        ])
        loaded.add(key)
      } catch {
        // Not remembered: a face that could not be fetched is asked for again at the next drawing, and drawn in the fallback now.
      }
    }),
  )
}
