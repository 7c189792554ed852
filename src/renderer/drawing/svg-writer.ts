import { boxHeight, boxWidth, grown, type Box } from '../../core/designs/geometry'
import type { DrawOp, GroupOp, LettersOp, PictureOp, Style } from '../../core/designs/scene'
import { inkOf } from '../../core/designs/scene/ink'
import { attributes, figure, svgPaint, type Define } from './svg-paint'

/** What writing SVG asks of the page. */
export interface SvgContext {
  /** Path data of a run where it stands; null where a letter of it has no outline. */
  readonly outline: (op: LettersOp, run: LettersOp['runs'][number]) => string | null
  /** Operations drawn on a picture of their own, as a data address, over the box that it answers with; null where nothing is seen. */
  readonly raster: (op: DrawOp) => { readonly href: string; readonly box: Box } | null
}

/** Longer path data than this is written once and referred to. */
const short = 200

/** Writes operations as SVG elements. Nothing is referred to but what stands in the same file. */
export function svgOf(ops: readonly DrawOp[], size: number, context: SvgContext): string {
  const definitions = new Map<string, string>()
  const define: Define = (element) => {
    // The same element with another id is the same.
    const key = element('')
    const known = definitions.get(key)
    if (known !== undefined) return known
    const id = `b${definitions.size + 1}`
    definitions.set(key, id)
    written.push(element(id))
    return id
  }
  const written: string[] = []

  const pathElement = (path: string, rest: string): string => {
    if (path.length <= short) return `<path d="${path}"${rest}/>`
    return `<use xlink:href="#${define((id) => `<path id="${id}" d="${path}"/>`)}"${rest}/>`
  }
  const filled = (style: Style): string => {
    const { paint, opacity } = svgPaint(style, define)
    return attributes({ fill: paint, 'fill-opacity': opacity })
  }
  const lined = (style: Style, width: number, dash: readonly number[], cap: 'butt' | 'round'): string => {
    const { paint, opacity } = svgPaint(style, define)
    return attributes({
      fill: 'none',
      stroke: paint,
      'stroke-opacity': opacity,
      'stroke-width': width,
      'stroke-linejoin': 'round',
      'stroke-linecap': cap === 'round' ? 'round' : null,
      'stroke-dasharray': dash.length > 0 ? dash.map(figure).join(' ') : null,
    })
  }
  const image = (op: DrawOp): string => {
    const picture = context.raster(op)
    if (!picture) return ''
    const { box, href } = picture
    const place = { x: box.left, y: box.top, width: boxWidth(box), height: boxHeight(box) }
    const id = define(
      (name) => `<image${attributes({ id: name, ...place, preserveAspectRatio: 'none' })} xlink:href="${href}"/>`,
    )
    return `<use xlink:href="#${id}"/>`
  }
  const picture = (op: PictureOp): string => {
    if (!op.ink || op.ink.grow > 0) return image(op)
    const plain = image({ ...op, ink: null })
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
      (at) => Number.parseInt(op.ink?.color.slice(at, at + 2) ?? '', 16) / 255,
    )
    const values = `0 0 0 0 ${figure(r)} 0 0 0 0 ${figure(g)} 0 0 0 0 ${figure(b)} 0 0 0 1 0`
    const filter = define(
      (id) =>
        `<filter${attributes({ id, 'color-interpolation-filters': 'sRGB' })}><feColorMatrix values="${values}"/></filter>`,
    )
    return plain && `<g filter="url(#${filter})">${plain}</g>`
  }

  const letters = (op: LettersOp): string => {
    const runs = op.runs.map((run) => ({ run, path: context.outline(op, run) }))
    // A gradient lies over all letters, not over each: they are one path.
    const path = runs.map(({ path: own }) => own ?? '').join('')
    const lost = runs.flatMap(({ run, path: own }) => (own === null ? [image({ ...op, runs: [run] })] : []))
    const { outline, style } = op
    const line = path && outline ? pathElement(path, lined(outline.style, outline.width, outline.dash, 'butt')) : ''
    return [line, path && style ? pathElement(path, filled(style)) : '', ...lost].join('')
  }

  const region = (box: Box): Readonly<Record<string, number>> => ({
    x: box.left,
    y: box.top,
    width: boxWidth(box),
    height: boxHeight(box),
  })
  const maskOf = (op: GroupOp): string => {
    const box = grown(op.bounds, 4)
    const seen = op.mask ? all(inkOf(op.mask, '#ffffff')) : `<rect${attributes({ ...region(box), fill: '#ffffff' })}/>`
    const cut = op.cut ? all(inkOf(op.cut, '#000000')) : ''
    return define(
      (id) => `<mask${attributes({ id, maskUnits: 'userSpaceOnUse', ...region(box) })}>${seen}${cut}</mask>`,
    )
  }
  const blurOf = (op: GroupOp, by: number): string =>
    define(
      (id) =>
        `<filter${attributes({ id, filterUnits: 'userSpaceOnUse', ...region(grown(op.bounds, by * 1.6 + 1)), 'color-interpolation-filters': 'sRGB' })}><feGaussianBlur${attributes({ stdDeviation: by / 2 })}/></filter>`,
    )
  const clipOf = (path: string): string => define((id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`)

  const groupOf = (op: GroupOp): string => {
    const inner = all(op.children)
    if (inner === '') return ''
    const dress = attributes({
      transform: op.transform ? `matrix(${op.transform.map((value) => Number(value.toFixed(6))).join(' ')})` : null,
      opacity: op.opacity < 1 ? op.opacity : null,
      'clip-path': op.clip === null ? null : `url(#${clipOf(op.clip)})`,
      mask: op.mask || op.cut ? `url(#${maskOf(op)})` : null,
    })
    const blurred = op.blur ? `<g filter="url(#${blurOf(op, op.blur.by)})">${inner}</g>` : inner
    return dress === '' ? blurred : `<g${dress}>${blurred}</g>`
  }

  const one = (op: DrawOp): string => {
    switch (op.kind) {
      case 'fill':
        return pathElement(op.path, filled(op.style))
      case 'line':
        return pathElement(op.path, lined(op.style, op.width, op.dash, op.cap))
      case 'letters':
        return letters(op)
      case 'picture':
        return picture(op)
      case 'group':
        return groupOf(op)
    }
  }
  const all = (list: readonly DrawOp[]): string => list.map(one).join('')

  const body = all(ops)
  const space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  return `<svg ${space} width="${size}" height="${size}" viewBox="0 0 ${size} ${size}"><defs>${written.join('')}</defs>${body}</svg>\n`
}
