import { grown, type Box } from '../geometry'
import { group, type DrawOp } from './draw-ops'
import { inColor } from './styles'

/**
 * The ink of operations in one colour, made larger by `grow` units on every side: what shadows and outlines are made of. Vectors all
 * the way (a face grows by a line along its edge), so that it is as sharp as what it follows.
 */
export const inkOf = (ops: readonly DrawOp[], color: string, grow = 0): readonly DrawOp[] =>
  ops.flatMap((op): readonly DrawOp[] => {
    switch (op.kind) {
      case 'fill': {
        const style = inColor(op.style, color)
        const face = { ...op, style }
        return grow > 0
          ? [face, { kind: 'line', path: op.path, style, width: 2 * grow, dash: [], cap: 'butt' }]
          : [face]
      }
      case 'line':
        return [
          {
            ...op,
            style: inColor(op.style, color),
            width: op.width + 2 * grow,
            cap: grow > 0 && op.dash.length > 0 ? 'round' : op.cap,
          },
        ]
      case 'letters': {
        const style = op.style && inColor(op.style, color)
        const ring = op.outline ? inColor(op.outline.style, color) : style
        const width = (op.outline?.width ?? 0) + 2 * grow
        return [
          {
            ...op,
            style,
            outline: ring && width > 0 ? { style: ring, width, dash: grow > 0 ? [] : (op.outline?.dash ?? []) } : null,
          },
        ]
      }
      case 'picture':
        return [{ ...op, ink: { color, grow: (op.ink?.grow ?? 0) + grow } }]
      case 'group': {
        const scale = op.transform ? Math.hypot(op.transform[0], op.transform[1]) || 1 : 1
        const own = grow / scale
        const bounds: Box = grown(op.bounds, own)
        const children = inkOf(op.children, color, own)
        const mask = op.mask && inkOf(op.mask, color, own)
        const blur = op.blur && { ...op.blur, color }
        if (op.clip === null || own === 0) return [{ ...op, children, mask, blur, bounds }]
        // A clip that grows is a face that grows, and what it cuts is seen through that.
        const window = inkOf([{ kind: 'fill', path: op.clip, style: { kind: 'solid', color, opacity: 1 } }], color, own)
        const within = mask ? [group(children, bounds, { mask })] : children
        return [{ ...op, children: within, mask: window, blur, bounds, clip: null }]
      }
    }
  })
