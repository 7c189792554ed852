import type { Font } from 'opentype.js'
import { radians } from '../../core/designs/geometry'
import type { PathStep } from '../../core/designs/silhouettes/path'
import { addedFamily, faceFor, faceName, type Face } from '../../core/designs/faces'
import type { LettersOp } from '../../core/designs/scene'
import { fontSource } from './font-source'
import { measureText } from './measure'

const urls = import.meta.glob<string>('../../../resources/packed/outlines/*.woff', { query: '?url', import: 'default' })

const fetched = async (load: () => Promise<string>): Promise<ArrayBuffer> => {
  const response = await fetch(await load())
  if (!response.ok) throw new Error(`no font file (${response.status})`)
  return response.arrayBuffer()
}

/** The bytes that a face's outlines are read from: two subsets of one that ships, the file of one that was added. */
async function bytesOf({ face, family, weight }: Face): Promise<ArrayBuffer[]> {
  const slug = family.toLowerCase().replaceAll(' ', '-')
  const files = ['latin', 'latin-ext'].flatMap((subset) =>
    Object.entries(urls).filter(([path]) => path.endsWith(`/${slug}-${subset}-${weight}-normal.woff`)),
  )
  if (files.length > 0) return Promise.all(files.map(([, load]) => fetched(load)))
  const source = fontSource()
  const own = (await source?.list())?.find((it) => faceName(addedFamily(it), it.weight) === face)
  return source && own ? [await source.read(own.sha256)] : []
}

const known = new Map<string, Promise<readonly Font[]>>()
/** A face's outlines, loaded once; none where there is no file that can be read (WOFF2 among the added ones). */
function fontsOf(face: Face): Promise<readonly Font[]> {
  const before = known.get(face.face)
  if (before) return before
  const loading = (async () => {
    const [{ parse }, files] = await Promise.all([import('opentype.js'), bytesOf(face)])
    return files.flatMap((bytes) => {
      try {
        return [parse(bytes)]
      } catch {
        return []
      }
    })
  })()
  known.set(face.face, loading)
  // What could not be fetched may be there next time.
  loading.catch(() => known.delete(face.face))
  return loading
}

/** What letters without an outline of their own face are drawn in, as on the canvas. */
const fallback = { family: 'Montserrat', weight: 600 }

/** Outlines of letters with the pen at the origin; `missing` are those that no source has. */
export interface Outlined {
  readonly steps: readonly PathStep[]
  readonly missing: readonly string[]
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const stepsOf = (font: Font, text: string, x: number, size: number): PathStep[] =>
  font.getPath(text, x, 0, size).commands.map(({ type, ...at }) => ({
    code: type,
    numbers: [at.x1, at.y1, at.x2, at.y2, at.x, at.y].filter((value) => value !== undefined),
  }))

const figure = (value: number): string => String(Number(value.toFixed(2)) + 0)
/** A run's outlines as path data, where the layout has put it. */
export function placedOutlines({ steps }: Outlined, { x, y, dx, rotation }: LettersOp['runs'][number]): string {
  const turn = radians(rotation)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return steps
    .map(({ code, numbers }) => {
      const moved = numbers.map((value, index) => {
        const [px, py] =
          index % 2 === 0 ? [value + dx, numbers[index + 1] ?? 0] : [(numbers[index - 1] ?? 0) + dx, value]
        return figure(index % 2 === 0 ? x + px * cos - py * sin : y + px * sin + py * cos)
      })
      return code + moved.join(' ')
    })
    .join('')
}

/** An outliner for the letters of an operation: its face, then the fallback, each letter where the canvas puts it. */
export async function outlinerOf({
  face,
  size,
}: Pick<LettersOp, 'face' | 'size'>): Promise<(text: string) => Outlined> {
  const sources = (
    await Promise.all([faceFor(face), faceFor(fallback)].map((it) => fontsOf(it).catch(() => [])))
  ).flat()
  const sourceOf = (letter: string): Font | undefined =>
    sources.find((font) => Array.from(letter).every((point) => font.hasChar(point)))
  const advance = (text: string): number => measureText(text, { ...face, size }).advance

  /** Letters of one source that follow each other. */
  const piece = (font: Font, text: string, start: number): PathStep[] => {
    const wanted = advance(text)
    // Mostly the face's kerning and ligatures come out as in the browser; where they do not, each letter is put in its place.
    if (Math.abs(font.getAdvanceWidth(text, size) - wanted) <= size * 0.01) return stepsOf(font, text, start, size)
    let before = ''
    return Array.from(graphemes.segment(text)).flatMap(({ segment }) => {
      before += segment
      return stepsOf(font, segment, start + advance(before) - advance(segment), size)
    })
  }

  return (text) => {
    const pieces: { readonly font: Font | undefined; text: string; readonly start: number }[] = []
    let before = ''
    for (const { segment } of graphemes.segment(text)) {
      const font = sourceOf(segment)
      const last = pieces.at(-1)
      if (last?.font === font && last) last.text += segment
      else pieces.push({ font, text: segment, start: advance(before + segment) - advance(segment) })
      before += segment
    }
    return {
      steps: pieces.flatMap(({ font, text: letters, start }) => (font ? piece(font, letters, start) : [])),
      missing: pieces.flatMap(({ font, text: letters }) =>
        font || letters.trim() === '' ? [] : Array.from(graphemes.segment(letters), ({ segment }) => segment),
      ),
    }
  }
}
