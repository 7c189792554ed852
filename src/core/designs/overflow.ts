import type { PlaceholderValues } from '../awards/message'
import { isKnownLayer, type DesignDocument, type KnownLayer } from './document'
import { filled } from './fields'
import type { Box } from './geometry'
import { arcTextLayout, textLayout, type LetteringLayout, type MeasureText } from './lettering'
import { ribbonLayout } from './ribbon'
import { shownLayers } from './shown-layers'

/** Lettering that had to become smaller than this share of what was asked is no longer the design. */
export const leastScale = 0.7

/**
 * One layer that a person's words do not fit: `small`, it shrinks below 70 % of the size asked (`scale` says to what); `outside`, it
 * stands out of the badge; `tall`, its box has more lines than there is room for.
 */
export type Overflow = {
  readonly layerId: string
  readonly layer: string
  readonly kind: 'small' | 'outside' | 'tall'
  readonly scale: number
}

/** How much of the size asked a layer's lettering keeps, and where its ink stands round its centre. */
export function fitOf(layer: KnownLayer, measure: MeasureText): { scale: number; ink: Box } | null {
  const laid = letteringOf(layer, measure)
  return laid && 'lettering' in layer ? { scale: laid.size / layer.lettering.size, ink: laid.ink } : null
}
function letteringOf(layer: KnownLayer, measure: MeasureText): LetteringLayout | null {
  switch (layer.kind) {
    case 'text':
      return textLayout(layer, measure)
    case 'arcText':
      return arcTextLayout(layer, measure)
    case 'ribbon':
      // One that grows has grown as far as it may before its letters shrink.
      return ribbonLayout(layer, measure).letters
    default:
      return null
  }
}

/**
 * Which layers a set of values does not fit, measured as they will be drawn: only layers that hold merge fields and are shown. The
 * faces must be loaded before (`loadMeasuring`). Source: `ux.md` row 26, "overflow shown before issuing".
 */
export function overflowsOf(document: DesignDocument, values: PlaceholderValues, measure: MeasureText): Overflow[] {
  const shown = filled(document, values)
  const visible = new Set(shownLayers(shown))
  return shown.layers.flatMap((layer, index): Overflow[] => {
    // Layers without fields keep their identity: they are the same for everybody, and the author saw them.
    if (!isKnownLayer(layer) || layer === document.layers[index] || !visible.has(layer)) return []
    const fit = fitOf(layer, measure)
    if (fit === null || ('text' in layer && layer.text.trim() === '')) return []
    const found = (kind: Overflow['kind']): Overflow[] => [
      { layerId: layer.id, layer: layer.name, kind, scale: Math.round(fit.scale * 100) / 100 },
    ]
    // A hair's breadth is measuring, not shrinking.
    if (fit.scale < leastScale - 1e-6) return found('small')
    if (!isWithin(fit.ink, layer, shown.size))
      return found(layer.kind === 'text' && layer.boxWidth !== null ? 'tall' : 'outside')
    return []
  })
}

/** True where ink round a layer's centre, turned with it, stays on the artboard (one unit is let go: letters overhang a little). */
function isWithin(ink: Box, { x, y, rotation }: KnownLayer, size: number): boolean {
  const turned = ((rotation * Math.PI) / 180) % (2 * Math.PI)
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
  return [
    [ink.left, ink.top],
    [ink.right, ink.top],
    [ink.left, ink.bottom],
    [ink.right, ink.bottom],
  ].every(([dx = 0, dy = 0]) => {
    const at = { x: x + dx * cos - dy * sin, y: y + dx * sin + dy * cos }
    return at.x >= -1 && at.y >= -1 && at.x <= size + 1 && at.y <= size + 1
  })
}
