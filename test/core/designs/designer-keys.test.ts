import { describe, expect, it } from 'vitest'
import {
  commandFor,
  commandIds,
  designerKeys,
  isFreeToUse,
  keysOf,
  sharing,
  type KeyPlace,
  type OwnKeys,
} from '../../../src/core/designs/designer-keys'

type Press = Parameters<typeof commandFor>[0]
const codes: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', "'": 'Quote' }
/** A key press written as people write it: "Ctrl+Alt+ArrowRight". */
const press = (text: string, place: KeyPlace = 'canvas', more: Partial<Press> = {}, own?: OwnKeys) => {
  const parts = text === '+' ? ['+'] : text.split('+')
  const key = parts.at(-1) ?? ''
  return commandFor(
    {
      key,
      code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : (codes[key] ?? ''),
      ctrlKey: parts.includes('Ctrl'),
      metaKey: parts.includes('Cmd'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
      isComposing: false,
      ...more,
    },
    place,
    own,
  )
}

describe('keys of the designer', () => {
  it.each([
    ['v', 'toolSelect'],
    ['h', 'toolHand'],
    ['t', 'addText'],
    ['Shift+T', 'addArcText'],
    ['r', 'addRectangle'],
    ['o', 'addEllipse'],
    ['y', 'addPolygon'],
    ['i', 'eyedropper'],
    ['Ctrl+z', 'undo'],
    ['Cmd+z', 'undo'],
    ['Ctrl+Shift+Z', 'redo'],
    ['Ctrl+y', 'redo'],
    ['Ctrl+Alt+c', 'copyStyle'],
    ['Ctrl+Alt+v', 'pasteStyle'],
    ['Alt+c', 'copyStyle'],
    ['Ctrl+d', 'duplicate'],
    ['Ctrl+a', 'selectAll'],
    ['Ctrl+g', 'group'],
    ['Ctrl+Shift+G', 'ungroup'],
    ['Ctrl+m', 'mask'],
    ['[', 'sendBackward'],
    [']', 'bringForward'],
    ['Shift+{', 'sendToBack'],
    ['Shift+}', 'bringToFront'],
    ['Shift+L', 'lock'],
    ['Shift+H', 'hide'],
    ["'", 'grid'],
    ['Shift+R', 'rulers'],
    ['Shift+0', 'fit'],
    ['Shift+1', 'actualSize'],
    ['Shift+2', 'fitSelection'],
    ['+', 'zoomIn'],
    ['-', 'zoomOut'],
    ['Ctrl+=', 'zoomIn'],
    ['ArrowRight', 'moveRight'],
    ['Shift+ArrowUp', 'moveFarUp'],
    ['Alt+ArrowLeft', 'moveFineLeft'],
    ['Ctrl+Alt+ArrowRight', 'wider'],
    ['Ctrl+Alt+ArrowUp', 'higher'],
    ['Shift+<', 'turnLeft'],
    ['Ctrl+>', 'turnFarRight'],
    ['Delete', 'remove'],
    ['Enter', 'edit'],
    ['Tab', 'walkOn'],
    ['Shift+Tab', 'walkBack'],
    ['Escape', 'leave'],
    ['F2', 'rename'],
    ['Ctrl+Enter', 'next'],
    ['Shift+?', 'help'],
    ['Alt+a', 'alignLeft'],
    ['Alt+v', 'alignMiddle'],
    ['Alt+Shift+H', 'spaceHorizontal'],
  ])('row 20: %s on the canvas is %s', (keys, command) => {
    expect(press(keys)).toBe(command)
  })

  it('zooms by Ctrl with the plus key as by Ctrl with the sign plus', () => {
    expect(press('', 'canvas', { key: '+', code: 'Equal', ctrlKey: true, shiftKey: true })).toBe('zoomIn')
    expect(press('', 'canvas', { key: '+', code: 'NumpadAdd', ctrlKey: true })).toBe('zoomIn')
  })

  it('reads the brackets of keyboards that make them with AltGr, which comes as Ctrl and Alt', () => {
    expect(press('Ctrl+Alt+[', 'canvas', { code: 'Digit8' })).toBe('sendBackward')
    expect(press('Ctrl+Alt+]', 'canvas', { code: 'Digit9' })).toBe('bringForward')
    expect(press('Ctrl+Alt+}', 'canvas', { code: 'Digit0' })).toBe('bringToFront')
  })

  it('goes by the place of a key where its letter is none of the Latin ones, or Alt made a sign of it', () => {
    expect(press('', 'canvas', { key: 'е', code: 'KeyT' })).toBe('addText')
    expect(press('', 'canvas', { key: 'я', code: 'KeyZ', ctrlKey: true })).toBe('undo')
    expect(press('', 'canvas', { key: 'å', code: 'KeyA', altKey: true })).toBe('alignLeft')
  })

  it('trap 18: leaves every key to a field but the way on, and every key to an input method', () => {
    for (const keys of ['v', 'Delete', 'Ctrl+z', 'Ctrl+a', 'ArrowLeft', 'Shift+?', '[', 'Tab', 'Enter'])
      expect(press(keys, 'typing')).toBeNull()
    expect(press('Ctrl+Enter', 'typing')).toBe('next')
    for (const keys of ['v', 'Enter', 'Ctrl+Enter', 'Ctrl+z'])
      expect(press(keys, 'canvas', { isComposing: true })).toBeNull()
  })

  it('leaves letters to lists, which look for an entry by them', () => {
    for (const place of ['list', 'layers'] as const) expect(press('r', place)).toBeNull()
    expect(press('Ctrl+a', 'list')).toBeNull()
    expect(press('Ctrl+z', 'list')).toBe('undo')
    expect(press('r', 'elsewhere')).toBe('addRectangle')
  })

  it('takes arrows, Tab and Enter on the canvas only, where nothing else needs them', () => {
    for (const place of ['layers', 'list', 'elsewhere'] as const)
      for (const keys of ['ArrowDown', 'Tab', 'Enter', 'Escape']) expect(press(keys, place)).toBeNull()
  })

  it('row 14: moves layers about in their list by Alt and arrows, which nudge on the canvas', () => {
    expect(press('Alt+ArrowUp', 'layers')).toBe('moveRowUp')
    expect(press('Alt+ArrowRight', 'layers')).toBe('moveIntoGroup')
    expect(press('Alt+ArrowLeft', 'layers')).toBe('moveOutOfGroup')
    expect(press('Alt+ArrowUp')).toBe('moveFineUp')
    expect(press('Alt+ArrowUp', 'elsewhere')).toBeNull()
  })

  it('orders and deletes from the list of layers too', () => {
    expect(press('[', 'layers')).toBe('sendBackward')
    expect(press('Delete', 'layers')).toBe('remove')
    expect(press('Delete', 'elsewhere')).toBeNull()
  })

  it("leaves the app's and the browser's own keys alone", () => {
    for (const keys of ['Ctrl+k', 'Ctrl+1', 'Ctrl+,', 'Ctrl+r', 'F6', 'Ctrl+Shift+E']) expect(press(keys)).toBeNull()
  })

  it('gives no two commands the same keys', () => {
    const own = { keys: {}, singleKeys: true }
    for (const id of commandIds) for (const keys of designerKeys[id].keys) expect(sharing(keys, id, own)).toEqual([])
  })
})

describe('keys of one’s own', () => {
  const own: OwnKeys = { keys: { addText: ['X'], undo: [], moveLeft: ['Q'] }, singleKeys: true }

  it('take the place of those of the table, which then mean nothing', () => {
    expect(press('x', 'canvas', {}, own)).toBe('addText')
    expect(press('t', 'canvas', {}, own)).toBeNull()
    expect(press('Ctrl+z', 'canvas', {}, own)).toBeNull()
  })
  it('are not for what moves about on the canvas', () => {
    expect(press('ArrowLeft', 'canvas', {}, own)).toBe('moveLeft')
    expect(keysOf('moveLeft', own)).toEqual(['ArrowLeft'])
  })
  it('cannot be keys that the page or the app needs', () => {
    for (const keys of ['Tab', 'Shift+Tab', 'Enter', 'ArrowLeft', 'Mod+K', 'Mod+1', 'Mod+C', 'F6', 'Shift+F10'])
      expect(isFreeToUse(keys), keys).toBe(false)
    for (const keys of ['X', 'Mod+Alt+T', 'Shift+G', 'F3']) expect(isFreeToUse(keys), keys).toBe(true)
  })
  it('may do without keys of a single sign, as WCAG 2.1.4 asks', () => {
    const off: OwnKeys = { keys: {}, singleKeys: false }
    for (const keys of ['t', 'Shift+T', '[', '+', 'Shift+?', 'Shift+0', "'"])
      expect(press(keys, 'canvas', {}, off), keys).toBeNull()
    expect(press('Ctrl+=', 'canvas', {}, off)).toBe('zoomIn')
    expect(press('Alt+a', 'canvas', {}, off)).toBe('alignLeft')
    expect(press('Delete', 'canvas', {}, off)).toBe('remove')
  })
})
