import type { Alignment, Order } from '../../core/designs/operations'

/** What a key asks of the designer. */
export type Command =
  | { do: 'undo' | 'redo' | 'selectAll' | 'duplicate' | 'remove' | 'edit' | 'clear' | 'next' | 'help' }
  | { do: 'lock' | 'hide' | 'fit' | 'actualSize' | 'fitSelection' }
  | { do: 'tool'; tool: 'select' | 'hand' }
  | { do: 'add'; what: 'text' | 'arcText' | 'rectangle' | 'ellipse' | 'polygon' }
  | { do: 'order'; order: Order }
  | { do: 'zoom'; factor: number }
  | { do: 'move'; dx: number; dy: number }
  | { do: 'resize'; dx: number; dy: number }
  | { do: 'rotate'; degrees: number }
  | { do: 'walk'; step: 1 | -1 }
  | { do: 'align'; alignment: Alignment }

/** The part of the page that has the focus: each takes other keys for itself. */
export type Place = 'canvas' | 'layers' | 'typing' | 'list' | 'elsewhere'

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

const letters: Readonly<Record<string, Command>> = {
  v: { do: 'tool', tool: 'select' },
  h: { do: 'tool', tool: 'hand' },
  t: { do: 'add', what: 'text' },
  r: { do: 'add', what: 'rectangle' },
  o: { do: 'add', what: 'ellipse' },
  y: { do: 'add', what: 'polygon' },
}
const withShift: Readonly<Record<string, Command>> = {
  t: { do: 'add', what: 'arcText' },
  l: { do: 'lock' },
  h: { do: 'hide' },
}
const digits: Readonly<Record<string, Command>> = {
  Digit0: { do: 'fit' },
  Digit1: { do: 'actualSize' },
  Digit2: { do: 'fitSelection' },
}
const alignments: Readonly<Record<string, Alignment>> = {
  KeyA: 'left',
  KeyD: 'right',
  KeyW: 'top',
  KeyS: 'bottom',
  KeyH: 'centre',
  KeyV: 'middle',
}
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const step = ({ shiftKey, altKey }: Key): number => (shiftKey ? 10 : altKey ? 0.1 : 1)

/**
 * What a key press means where the focus is; null where it is none of ours. Nothing while an input method composes; in fields
 * only what cannot be meant for them; in lists no letters, since they look for an entry by them.
 */
export function commandOf(key: Key, place: Place): Command | null {
  if (key.isComposing) return null
  const isCommand = (key.ctrlKey || key.metaKey) && !key.altKey
  if (isCommand && key.key === 'Enter') return { do: 'next' }
  if (place === 'typing') return null
  const letter = key.key.toLowerCase()
  const acts = place === 'canvas' || place === 'layers'

  if (place === 'canvas') {
    const arrow = arrows[key.key]
    if (arrow) {
      const [x, y] = arrow
      if ((key.ctrlKey || key.metaKey) && key.altKey) {
        const by = key.shiftKey ? 10 : 1
        return { do: 'resize', dx: x * by, dy: 0 - y * by }
      }
      if (key.ctrlKey || key.metaKey) return null
      return { do: 'move', dx: x * step(key), dy: y * step(key) }
    }
    if (key.key === 'Tab' && !isCommand && !key.altKey) return { do: 'walk', step: key.shiftKey ? -1 : 1 }
    if (key.key === 'Enter') return { do: 'edit' }
    if (key.key === 'Escape') return { do: 'clear' }
  }
  if (acts) {
    if (key.key === 'Delete' || key.key === 'Backspace') return { do: 'remove' }
    // By the sign, however the keyboard makes it (AltGr among them); Shift where it is a key of its own.
    if (key.key === '[' || key.key === '{') return { do: 'order', order: key.key === '{' ? 'back' : 'backward' }
    if (key.key === ']' || key.key === '}') return { do: 'order', order: key.key === '}' ? 'front' : 'forward' }
    if (key.key === '<' || key.key === '>') {
      const by = key.ctrlKey || key.metaKey ? 15 : 1
      return { do: 'rotate', degrees: key.key === '<' ? -by : by }
    }
  }
  if (isCommand) {
    if (letter === 'z') return { do: key.shiftKey ? 'redo' : 'undo' }
    if (key.key === '+' || key.key === '=') return { do: 'zoom', factor: 1.25 }
    if (key.key === '-') return { do: 'zoom', factor: 0.8 }
    if (key.shiftKey) return null
    if (letter === 'y') return { do: 'redo' }
    if (letter === 'd') return { do: 'duplicate' }
    if (letter === 'a' && place !== 'list') return { do: 'selectAll' }
    return null
  }
  if (key.ctrlKey || key.metaKey) return null
  if (key.altKey) {
    const alignment = key.shiftKey ? undefined : alignments[key.code]
    return alignment ? { do: 'align', alignment } : null
  }
  if (key.key === '?') return { do: 'help' }
  if (key.shiftKey) {
    const digit = digits[key.code]
    if (digit) return digit
  }
  if (key.key === '+' || key.key === '=') return { do: 'zoom', factor: 1.25 }
  if (key.key === '-') return { do: 'zoom', factor: 0.8 }
  if (key.shiftKey) return place === 'list' ? null : (withShift[letter] ?? null)
  if (place === 'list' || place === 'layers') return null
  return letters[letter] ?? null
}

/** Which part of the page an event comes from. */
export function placeOf(target: EventTarget | null, isTyping: boolean): Place {
  if (isTyping) return 'typing'
  if (!(target instanceof Element)) return 'canvas'
  if (target === document.body || target.closest('[data-designer-canvas]') || target.matches('main')) return 'canvas'
  if (target.closest('[data-designer-layers]')) return 'layers'
  if (target.closest('[role="listbox"], [role="menu"], [role="grid"], [role="radiogroup"], [role="tablist"]'))
    return 'list'
  return 'elsewhere'
}
