import { create } from 'qrcode/lib/core/qrcode.js'
import type { LayerOf } from './document'

/** A QR code's modules, without quiet zone: `dark[row][column]`. */
export interface QrMatrix {
  /** Modules along a side: 21 to 177. */
  readonly size: number
  readonly dark: readonly (readonly boolean[])[]
}
/** Why there is no code: nothing to encode, or more than the largest code holds at this level of error correction. */
export type QrProblem = 'empty' | 'tooLong'

let last: { readonly key: string; readonly made: QrMatrix | QrProblem } | null = null

/** The QR code (ISO/IEC 18004) of a text in the smallest version that holds it; or why there is none. Same text, same code. */
export function qrMatrix(content: string, level: LayerOf<'qr'>['level']): QrMatrix | QrProblem {
  if (content === '') return 'empty'
  const key = `${level}${content}`
  if (last?.key === key) return last.made
  const made = matrixOf(content, level)
  last = { key, made }
  return made
}

function matrixOf(content: string, level: LayerOf<'qr'>['level']): QrMatrix | QrProblem {
  try {
    const { modules } = create(content, { errorCorrectionLevel: level })
    const sides = Array.from({ length: modules.size }, (_, index) => index)
    return { size: modules.size, dark: sides.map((row) => sides.map((column) => modules.get(row, column) === 1)) }
  } catch {
    // The one way in which text that is there cannot be encoded.
    return 'tooLong'
  }
}

/** Path data of the dark modules in a box of `size` units round the origin, `quiet` modules clear on each side; runs of modules are one piece. */
export function qrPath(matrix: QrMatrix, size: number, quiet: number): string {
  const module = size / (matrix.size + 2 * quiet)
  // Finer than the hundredth of other paths: neighbouring rows must meet.
  const at = (index: number): string => String(Number(((index + quiet) * module - size / 2).toFixed(4)))
  return matrix.dark
    .map((row, y) => {
      let path = ''
      for (let from = 0; from < row.length; from++) {
        if (!row[from]) continue
        let to = from
        while (row[to + 1]) to++
        path += `M${at(from)} ${at(y)}L${at(to + 1)} ${at(y)}L${at(to + 1)} ${at(y + 1)}L${at(from)} ${at(y + 1)}Z`
        from = to
      }
      return path
    })
    .join('')
}
