import { isSingleKey, partsOf, spellings, type KeyPress } from './key-press'

/** Where a key counts: on the canvas; in the layer list; on both; anywhere save where somebody types; everywhere. */
type Where = 'canvas' | 'rows' | 'layers' | 'page' | 'everywhere'
interface Row {
  readonly group: (typeof keyGroups)[number]
  readonly keys: readonly string[]
  readonly where?: Where
  /** Keys that no one may change: the arrows and what else moves about on the canvas. */
  readonly fixed?: true
}

/** How help and settings are parted. */
export const keyGroups = ['add', 'edit', 'layers', 'align', 'view', 'canvas', 'design'] as const

const canvas = (...keys: string[]) => ({ group: 'canvas', keys, where: 'canvas', fixed: true }) as const

/**
 * Every command of the designer by its id, with the keys that it has from the start and where they count. What a command does is
 * in the page's `commands.ts`, its words in `commands.json`. Commands without keys are in menus and in the palette.
 */
const table = {
  addText: { group: 'add', keys: ['T'] },
  addArcText: { group: 'add', keys: ['Shift+T'] },
  addRectangle: { group: 'add', keys: ['R'] },
  addEllipse: { group: 'add', keys: ['O'] },
  addPolygon: { group: 'add', keys: ['Y'] },
  addRing: { group: 'add', keys: [] },
  addRibbon: { group: 'add', keys: [] },
  addQr: { group: 'add', keys: [] },
  openTemplates: { group: 'add', keys: [] },
  openShapes: { group: 'add', keys: [] },
  openRings: { group: 'add', keys: [] },
  openRibbons: { group: 'add', keys: [] },
  openText: { group: 'add', keys: [] },
  openGlyphs: { group: 'add', keys: [] },
  openPictures: { group: 'add', keys: [] },
  openColors: { group: 'add', keys: [] },

  undo: { group: 'edit', keys: ['Mod+Z'] },
  redo: { group: 'edit', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  cut: { group: 'edit', keys: ['Mod+X'], fixed: true },
  copy: { group: 'edit', keys: ['Mod+C'], fixed: true },
  paste: { group: 'edit', keys: ['Mod+V'], fixed: true },
  pasteInPlace: { group: 'edit', keys: ['Mod+Shift+V'], fixed: true },
  copyStyle: { group: 'edit', keys: ['Mod+Alt+C', 'Alt+C'] },
  pasteStyle: { group: 'edit', keys: ['Mod+Alt+V'] },
  copyPng: { group: 'edit', keys: ['Alt+Shift+C'] },
  duplicate: { group: 'edit', keys: ['Mod+D'] },
  remove: { group: 'edit', keys: ['Delete', 'Backspace'], where: 'layers' },
  selectAll: { group: 'edit', keys: ['Mod+A'] },

  group: { group: 'layers', keys: ['Mod+G'] },
  ungroup: { group: 'layers', keys: ['Mod+Shift+G'] },
  mask: { group: 'layers', keys: ['Mod+M', 'Mod+Alt+M'] },
  clipIntoShape: { group: 'layers', keys: [] },
  crop: { group: 'layers', keys: ['Shift+C'] },
  bringToFront: { group: 'layers', keys: ['Shift+]', 'Mod+Shift+]'], where: 'layers' },
  bringForward: { group: 'layers', keys: [']', 'Mod+]'], where: 'layers' },
  sendBackward: { group: 'layers', keys: ['[', 'Mod+['], where: 'layers' },
  sendToBack: { group: 'layers', keys: ['Shift+[', 'Mod+Shift+['], where: 'layers' },
  lock: { group: 'layers', keys: ['Shift+L', 'Mod+Shift+L'] },
  hide: { group: 'layers', keys: ['Shift+H', 'Mod+Shift+H'] },
  rename: { group: 'layers', keys: ['F2'], where: 'layers' },
  copyInCircle: { group: 'layers', keys: [] },
  lookFlat: { group: 'layers', keys: [] },
  lookEnamel: { group: 'layers', keys: [] },
  lookEmbossed: { group: 'layers', keys: [] },
  lookStitched: { group: 'layers', keys: [] },

  moveRowUp: { group: 'layers', keys: ['Alt+ArrowUp'], where: 'rows', fixed: true },
  moveRowDown: { group: 'layers', keys: ['Alt+ArrowDown'], where: 'rows', fixed: true },
  moveIntoGroup: { group: 'layers', keys: ['Alt+ArrowRight'], where: 'rows', fixed: true },
  moveOutOfGroup: { group: 'layers', keys: ['Alt+ArrowLeft'], where: 'rows', fixed: true },

  alignLeft: { group: 'align', keys: ['Alt+A'] },
  alignCentre: { group: 'align', keys: ['Alt+H'] },
  alignRight: { group: 'align', keys: ['Alt+D'] },
  alignTop: { group: 'align', keys: ['Alt+W'] },
  alignMiddle: { group: 'align', keys: ['Alt+V'] },
  alignBottom: { group: 'align', keys: ['Alt+S'] },
  centreOnCanvas: { group: 'align', keys: ['Alt+Q'] },
  spaceHorizontal: { group: 'align', keys: ['Alt+Shift+H'] },
  spaceVertical: { group: 'align', keys: ['Alt+Shift+V'] },

  toolSelect: { group: 'view', keys: ['V'] },
  toolHand: { group: 'view', keys: ['H'] },
  eyedropper: { group: 'view', keys: ['I'] },
  zoomIn: { group: 'view', keys: ['+', 'Mod++', 'Mod+=', '='] },
  zoomOut: { group: 'view', keys: ['-', 'Mod+-'] },
  grid: { group: 'view', keys: ["'", "Mod+'"] },
  rulers: { group: 'view', keys: ['Shift+R'] },
  fit: { group: 'view', keys: ['Shift+0'] },
  actualSize: { group: 'view', keys: ['Shift+1'] },
  fitSelection: { group: 'view', keys: ['Shift+2'] },
  openLayers: { group: 'view', keys: [] },
  openLevels: { group: 'view', keys: [] },
  openChecks: { group: 'view', keys: [] },
  openHistory: { group: 'view', keys: [] },
  showMaster: { group: 'view', keys: [] },
  seenByEverybody: { group: 'view', keys: [] },
  seenByProtan: { group: 'view', keys: [] },
  seenByDeutan: { group: 'view', keys: [] },
  seenByTritan: { group: 'view', keys: [] },
  seenByAchromat: { group: 'view', keys: [] },
  seenByGreyPrint: { group: 'view', keys: [] },

  walkOn: canvas('Tab'),
  walkBack: canvas('Shift+Tab'),
  edit: canvas('Enter'),
  leave: canvas('Escape'),
  moveLeft: canvas('ArrowLeft'),
  moveRight: canvas('ArrowRight'),
  moveUp: canvas('ArrowUp'),
  moveDown: canvas('ArrowDown'),
  moveFarLeft: canvas('Shift+ArrowLeft'),
  moveFarRight: canvas('Shift+ArrowRight'),
  moveFarUp: canvas('Shift+ArrowUp'),
  moveFarDown: canvas('Shift+ArrowDown'),
  moveFineLeft: canvas('Alt+ArrowLeft'),
  moveFineRight: canvas('Alt+ArrowRight'),
  moveFineUp: canvas('Alt+ArrowUp'),
  moveFineDown: canvas('Alt+ArrowDown'),
  narrower: canvas('Mod+Alt+ArrowLeft'),
  wider: canvas('Mod+Alt+ArrowRight'),
  higher: canvas('Mod+Alt+ArrowUp'),
  lower: canvas('Mod+Alt+ArrowDown'),
  muchNarrower: canvas('Mod+Alt+Shift+ArrowLeft'),
  muchWider: canvas('Mod+Alt+Shift+ArrowRight'),
  muchHigher: canvas('Mod+Alt+Shift+ArrowUp'),
  muchLower: canvas('Mod+Alt+Shift+ArrowDown'),
  turnLeft: { group: 'canvas', keys: ['<'], where: 'layers' },
  turnRight: { group: 'canvas', keys: ['>'], where: 'layers' },
  turnFarLeft: { group: 'canvas', keys: ['Mod+<'], where: 'layers' },
  turnFarRight: { group: 'canvas', keys: ['Mod+>'], where: 'layers' },

  applyBrand: { group: 'design', keys: [] },
  versions: { group: 'design', keys: [] },
  saveProject: { group: 'design', keys: [] },
  export: { group: 'design', keys: ['Mod+E'] },
  print: { group: 'design', keys: ['Mod+P'] },
  makeTemplate: { group: 'design', keys: [] },
  help: { group: 'design', keys: ['?'] },
  next: { group: 'design', keys: ['Mod+Enter'], where: 'everywhere' },
} as const satisfies Readonly<Record<string, Row>>

export type CommandId = keyof typeof table
/** Every command's row: its group, the keys that it has from the start, where they count, and whether they are fixed. */
export const designerKeys: Readonly<Record<CommandId, Row>> = table
/** The ids of the commands in the order of the table. */
export const commandIds = Object.keys(table) as readonly CommandId[]

/** The part of the page that has the focus: each takes other keys for itself. */
export type KeyPlace = 'canvas' | 'layers' | 'typing' | 'list' | 'elsewhere'

/** What a person has chosen: other keys for a command (by id; none = []), and whether keys of a single sign count at all. */
export interface OwnKeys {
  readonly keys: Readonly<Record<string, readonly string[]>>
  readonly singleKeys: boolean
}
export const defaultKeys: OwnKeys = { keys: {}, singleKeys: true }

/** The keys of a command: a person's own where it has any, else those of the table; without those that are switched off. */
export function keysOf(id: CommandId, { keys, singleKeys }: OwnKeys): readonly string[] {
  const row = designerKeys[id]
  const own = row.fixed ? undefined : keys[id]
  return (own ?? row.keys).filter((it) => singleKeys || !isSingleKey(it))
}

const areApart = (one: CommandId, other: CommandId): boolean => {
  const places = [designerKeys[one].where, designerKeys[other].where]
  return places.includes('canvas') && places.includes('rows')
}
/** The other commands that answer to the same keys where this one does. */
export const sharing = (keys: string, id: CommandId, own: OwnKeys): CommandId[] =>
  commandIds.filter((other) => other !== id && keysOf(other, own).includes(keys) && !areApart(id, other))

/** True where keys may be given to a command: not a key that moves about on a page, and not one of the app's own. */
export function isFreeToUse(keys: string): boolean {
  const { mod, alt, shift, key } = partsOf(keys)
  if (['Tab', 'Enter', 'Escape', ' ', 'F6', 'ContextMenu'].includes(key) || key.startsWith('Arrow')) return false
  if (key === 'F10' && shift) return false
  const isAppKey = mod && !alt && (!shift ? /^[1-7K/,XCV]$/.test(key) : /^[EV]$/.test(key))
  return !isAppKey
}

const counts = (id: CommandId, keys: string, place: KeyPlace): boolean => {
  const where = designerKeys[id].where ?? 'page'
  if (where === 'everywhere') return true
  if (place === 'typing') return false
  if (where === 'canvas') return place === 'canvas'
  if (where === 'rows') return place === 'layers'
  if (where === 'layers') return place === 'canvas' || place === 'layers'
  const { mod, alt, shift, key } = partsOf(keys)
  // Lists look for an entry by its letters, and mark all of theirs.
  if (place === 'list') return (mod || alt || !/^[A-Z0-9]$/.test(key) || (shift && /\d/.test(key))) && keys !== 'Mod+A'
  if (place === 'layers') return mod || alt || shift || !/^[A-Z0-9]$/.test(key)
  return true
}

/**
 * The command that a key press means where the focus is; null where it is none of ours. Nothing while an input method composes;
 * where somebody types only what cannot be meant for the text.
 */
export function commandFor(
  press: KeyPress & { readonly isComposing: boolean },
  place: KeyPlace,
  own: OwnKeys = defaultKeys,
): CommandId | null {
  if (press.isComposing) return null
  for (const keys of spellings(press)) {
    const found = commandIds.find((id) => keysOf(id, own).includes(keys) && counts(id, keys, place))
    if (found) return found
  }
  return null
}
