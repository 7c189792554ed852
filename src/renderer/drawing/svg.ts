import { toBase64 } from '../../core/base64'
import type { DesignDocument } from '../../core/designs/document'
import {
  boxHeight,
  boxWidth,
  corners,
  grown,
  rotated,
  shifted,
  union,
  boxOf,
  type Box,
} from '../../core/designs/geometry'
import { sceneOf, type DrawOp, type LettersOp, type PictureOp } from '../../core/designs/scene'
import type { DrawingAssets } from './assets'
import { loaderOf } from './draw-design'
import type { LoadedAssets } from './loaded-assets'
import { measureText } from './measure'
import { outlinerOf, placedOutlines, type Outlined } from './outlines'
import { paintOp } from './paint'
import { sceneContext } from './scene-context'
import { svgOf } from './svg-writer'

/** A design as SVG. `missing` are letters that no outline was to be had for: they stand in the file as pictures. */
export interface SvgExport {
  readonly svg: string
  readonly missing: readonly string[]
}

/** Every letters operation, however deep, also in masks. */
const lettersIn = (ops: readonly DrawOp[]): LettersOp[] =>
  ops.flatMap((op) => {
    if (op.kind === 'letters') return [op]
    return op.kind === 'group' ? lettersIn([...op.children, ...(op.mask ?? []), ...(op.cut ?? [])]) : []
  })

/**
 * Writes a design as SVG 1.1: every letter an outline, every picture within the file, nothing that runs or points elsewhere. From the
 * same operations as the canvas runs, so that it looks the same.
 */
export async function exportSvg(document: DesignDocument, assets: DrawingAssets): Promise<SvgExport> {
  const loaded = await loaderOf(assets).load(document)
  const ops = sceneOf(document, sceneContext(loaded))
  const outlined = await outlineAll(lettersIn(ops))
  const outlineOf = (op: Pick<LettersOp, 'face' | 'size'>, text: string): Outlined | undefined =>
    outlined.get(keyOf(op, text))
  const pictures = new Map<string, ReturnType<typeof pictureOf>>()
  // Addresses are made beforehand, since making a PNG waits and writing does not.
  const wanted: DrawOp[] = []
  const keyed = (op: DrawOp): string => JSON.stringify(op)
  const write = (raster: (op: DrawOp) => { href: string; box: Box } | null): string =>
    svgOf(ops, document.size, {
      outline: (op, run) => {
        const it = outlineOf(op, run.text)
        return it && it.missing.length === 0 ? placedOutlines(it, run) : null
      },
      raster,
    })
  write((op) => {
    wanted.push(op)
    return null
  })
  for (const op of wanted) if (!pictures.has(keyed(op))) pictures.set(keyed(op), pictureOf(op, loaded))
  const made = new Map(await Promise.all([...pictures].map(async ([key, picture]) => [key, await picture] as const)))
  return {
    svg: write((op) => made.get(keyed(op)) ?? null),
    missing: [...new Set([...outlined.values()].flatMap(({ missing }) => missing))],
  }
}

const keyOf = ({ face, size }: Pick<LettersOp, 'face' | 'size'>, text: string): string =>
  JSON.stringify([face.family, face.weight, size, text])

async function outlineAll(letters: readonly LettersOp[]): Promise<ReadonlyMap<string, Outlined>> {
  const outlined = new Map<string, Outlined>()
  for (const op of letters) {
    const outline = await outlinerOf(op)
    for (const { text } of op.runs) {
      const key = keyOf(op, text)
      if (!outlined.has(key)) outlined.set(key, outline(text))
    }
  }
  return outlined
}

/** Pixels per unit of what becomes a picture: sharp at three times the artboard. */
const density = 3
const largest = 4096

/** Draws one operation as a PNG of its own, with the box that it fills. */
async function pictureOf(op: DrawOp, assets: LoadedAssets): Promise<{ href: string; box: Box } | null> {
  const box = boxOfOp(op)
  if (!box) return null
  const scale = Math.min(density, largest / Math.max(boxWidth(box), boxHeight(box), 1))
  const [width, height] = [
    Math.max(1, Math.ceil(boxWidth(box) * scale)),
    Math.max(1, Math.ceil(boxHeight(box) * scale)),
  ]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('the page has no 2D canvas')
  context.scale(width / boxWidth(box), height / boxHeight(box))
  context.translate(-box.left, -box.top)
  paintOp(context, op, assets)
  return { href: `data:image/png;base64,${await toBase64(await canvas.convertToBlob({ type: 'image/png' }))}`, box }
}

function boxOfOp(op: DrawOp): Box | null {
  if (op.kind === 'picture') return pictureBox(op)
  return op.kind === 'letters' ? lettersBox(op) : null
}
const pictureBox = (op: PictureOp): Box | null => {
  const box = grown(op.target, op.ink?.grow ?? 0)
  return boxWidth(box) > 0 && boxHeight(box) > 0 ? box : null
}
function lettersBox(op: LettersOp): Box | null {
  const boxes = op.runs.flatMap((run) => {
    const ink = measureText(run.text, { ...op.face, size: op.size })
    const own = { left: run.dx - ink.left, top: -ink.ascent, right: run.dx + ink.right, bottom: ink.descent }
    return boxOf(corners(own).map((corner) => shifted(rotated(corner, run.rotation), run.x, run.y))) ?? []
  })
  const box = union(boxes)
  return box && grown(box, 2 + (op.outline?.width ?? 0) / 2)
}
