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

const stepsOf = ({ commands }: ReturnType<Font['getPath']>): PathStep[] =>
  commands.map(({ type, ...at }) => ({
    code: type,
    numbers: [at.x1, at.y1, at.x2, at.y2, at.x, at.y].filter((value) => value !== undefined),
  }))

/** Letters with their face's kerning and ligatures, where they come out as wide as the browser has them; else null. */
function shaped(font: Font, text: string, x: number, size: number, width: number): PathStep[] | null {
  try {
    if (Math.abs(font.getAdvanceWidth(text, size) - width) > size * 0.01) return null
    return stepsOf(font.getPath(text, x, 0, size))
  } catch {
    return null
  }
}

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

/** Scripts whose letters join, stack or run to the left: one by one they would be wrong. */
const needsShaping =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Khmer}]/u

/** An outliner for the letters of an operation: its face, then the fallback, each letter where the canvas puts it. */
export async function outlinerOf({
  face,
  size,
}: Pick<LettersOp, 'face' | 'size'>): Promise<(text: string) => Outlined> {
  const [own = [], others = []] = await Promise.all(
    [faceFor(face), faceFor(fallback)].map((it) => fontsOf(it).catch(() => [])),
  )
  // A face whose file gives no outlines is not drawn in another one: its letters are missing.
  const sources = own.length > 0 ? [...own, ...others] : []
  const sourceOf = (letter: string): Font | undefined =>
    sources.find((font) => Array.from(letter).every((point) => font.hasChar(point)))
  const advance = (text: string): number => measureText(text, { ...face, size }).advance

  /** Letters of one source that follow each other; each in its place where they cannot be shaped as one. */
  const piece = (font: Font, text: string, start: number): PathStep[] | null => {
    const whole = shaped(font, text, start, size, advance(text))
    if (whole || needsShaping.test(text)) return whole
    let before = ''
    return Array.from(graphemes.segment(text)).flatMap(({ segment }) => {
      before += segment
      const x = start + advance(before) - advance(segment)
      return Array.from(segment).flatMap((letter) => stepsOf(font.charToGlyph(letter).getPath(x, 0, size)))
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
    const outlined = pieces.map(({ font, text: letters, start }) => ({
      letters,
      steps: letters.trim() === '' ? [] : font ? piece(font, letters, start) : null,
    }))
    return {
      steps: outlined.flatMap(({ steps }) => steps ?? []),
      missing: outlined.flatMap(({ steps, letters }) =>
        steps ? [] : Array.from(graphemes.segment(letters), ({ segment }) => segment).filter((it) => it.trim() !== ''),
      ),
    }
  }
}
