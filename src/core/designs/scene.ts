import { isKnownLayer, type DesignDocument, type Layer } from './document'
import { union, type Box } from './geometry'
import { layerTree, type LayerNode } from './groups-tree'
import { placeOf } from './layer-bounds'
import { group, placed, transformedBox, type DrawOp, type GroupOp } from './scene/draw-ops'
import { withEffects, type Art } from './scene/effects'
import { layerArt, type SceneContext } from './scene/layer-ops'
import type { Palette } from './scene/styles'

/**
 * A design as a list of draw operations: the one place where every kind of layer is laid out, painted with its colours and dressed
 * with its effects. The canvas (`renderer/drawing/paint`) and the SVG writer run the same list, so a design looks the same wherever
 * it is seen. Pure: letters are measured, and glyphs and pictures looked up, by what the context hands in.
 */
export type { DrawOp, GroupOp, LettersOp, PictureOp, Style } from './scene/draw-ops'
export type { SceneContext } from './scene/layer-ops'

/** A layer worked out: its art round its origin, and as one operation where it stands on the artboard. */
interface Worked {
  readonly art: Art
  readonly local: GroupOp
  readonly placed: GroupOp
}

// Layers and palettes never change, they are replaced. A context is replaced when letters measure differently.
const worked = new WeakMap<SceneContext, WeakMap<Palette['palette'], WeakMap<Layer, Worked>>>()
function rememberedIn(context: SceneContext, palette: Palette['palette']): WeakMap<Layer, Worked> {
  let ofContext = worked.get(context)
  if (!ofContext) worked.set(context, (ofContext = new WeakMap()))
  let ofPalette = ofContext.get(palette)
  if (!ofPalette) ofContext.set(palette, (ofPalette = new WeakMap()))
  return ofPalette
}

function laidOut(layer: Layer, art: Art): Worked {
  const known = isKnownLayer(layer)
  const { x, y, rotation } = placeOf(layer)
  const opacity = known ? layer.opacity : 1
  const local = group(art.ops, art.bounds, { opacity })
  return { art, local, placed: { ...local, transform: placed(x, y, rotation) } }
}

function workOut(layer: Layer, document: Palette, context: SceneContext): Worked {
  const remembered = rememberedIn(context, document.palette)
  const known = remembered.get(layer)
  if (known) return known
  const { art, isWhole } = layerArt(layer, document, context)
  const effects = isKnownLayer(layer) ? layer.effects : []
  const made = laidOut(layer, withEffects(art, effects, placeOf(layer).rotation, document))
  // What stands for a glyph or a picture that is still to come is not kept.
  if (isWhole) remembered.set(layer, made)
  return made
}

/**
 * One layer as one operation round its own origin, unturned: the caller moves and turns. Its opacity and effects are in it; hiding and
 * the groups round it are not looked at. Remembered by layer, palette and context. A group on its own is empty.
 */
export const sceneOfLayer = (layer: Layer, document: Palette, context: SceneContext): GroupOp =>
  workOut(layer, document, context).local

/** True for a layer that says of itself that it is not drawn. */
export const isHidden = (layer: Layer): boolean => isKnownLayer(layer) && layer.hidden

interface Branch {
  readonly op: GroupOp
  readonly edge: readonly DrawOp[]
}
interface JoinedGroup {
  readonly isMasked: boolean
  readonly members: readonly Branch[]
  readonly branch: Branch | null
}
const joined = new WeakMap<Palette['palette'], WeakMap<Layer, JoinedGroup>>()

/** A layer with what it holds, in artboard units; null where nothing is drawn. */
function branchOf(
  { layer, members }: LayerNode,
  document: Palette,
  context: SceneContext,
  isMasked: boolean,
): Branch | null {
  if (isHidden(layer)) return null
  if (!isKnownLayer(layer) || layer.kind !== 'group') {
    const { placed: op, art } = workOut(layer, document, context)
    return { op, edge: [{ ...op, children: art.edge, opacity: 1 }] }
  }
  // A window that is hidden, or that has nothing behind it, is no window. Clips go one deep (trap 20 of fabric): a mask within a
  // mask keeps its window out of sight and is cut by the outer one only.
  const [lowest] = members
  const isMask = layer.mask && members.length > 1 && lowest !== undefined && !isHidden(lowest.layer)
  const branches = members.map((node) => branchOf(node, document, context, isMasked || isMask))
  const shown = branches.filter((it) => it !== null)
  const window = isMask ? branches[0] : null
  const seen = isMask ? shown.filter((it) => it !== window) : shown

  const ofPalette = joined.get(document.palette) ?? new WeakMap<Layer, JoinedGroup>()
  joined.set(document.palette, ofPalette)
  const known = ofPalette.get(layer)
  const isSame =
    known?.isMasked === isMasked &&
    known.members.length === shown.length &&
    known.members.every((it, index) => it.op === shown[index]?.op)
  if (known && isSame) return known.branch
  const branch = groupBranch(layer.opacity, layer.effects, seen, isMasked ? null : (window ?? null), document)
  ofPalette.set(layer, { isMasked, members: shown, branch })
  return branch
}

function groupBranch(
  opacity: number,
  effects: Parameters<typeof withEffects>[1],
  seen: readonly Branch[],
  window: Branch | null,
  document: Palette,
): Branch | null {
  const boxes = (window ? [window] : seen).map(({ op }) => transformedBox(op.bounds, op.transform))
  const bounds: Box | null = union(boxes)
  if (!bounds || seen.length === 0) return null
  const ops = seen.map(({ op }) => op)
  const art: Art = {
    ops: window ? [group(ops, bounds, { mask: [window.op] })] : ops,
    edge: (window ?? seen[0])?.edge ?? [],
    bounds,
  }
  const dressed = withEffects(art, effects, 0, document)
  return { op: group(dressed.ops, dressed.bounds, { opacity }), edge: art.edge }
}

const trees = new WeakMap<readonly Layer[], readonly LayerNode[]>()
function treeOf(document: Pick<DesignDocument, 'layers'>): readonly LayerNode[] {
  const known = trees.get(document.layers)
  if (known) return known
  const tree = layerTree(document)
  trees.set(document.layers, tree)
  return tree
}

/** A whole design in artboard units, the lowest first. Hidden layers, and all that hidden groups hold, are left out. */
export const sceneOf = (
  document: Pick<DesignDocument, 'layers' | 'palette'>,
  context: SceneContext,
): readonly GroupOp[] => treeOf(document).flatMap((node) => branchOf(node, document, context, false)?.op ?? [])
