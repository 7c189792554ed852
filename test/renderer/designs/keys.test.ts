import { describe, expect, it } from 'vitest'
import { commandOf, type Place } from '../../../src/renderer/designs/keys'

type Keys = Parameters<typeof commandOf>[0]
/** A key press written as people write it: "Ctrl+Alt+ArrowRight". */
const press = (text: string, place: Place = 'canvas', more: Partial<Keys> = {}) => {
  const parts = text === '+' ? ['+'] : text.split('+')
  const key = parts.at(-1) ?? ''
  return commandOf(
    {
      key,
      code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
      ctrlKey: parts.includes('Ctrl'),
      metaKey: parts.includes('Cmd'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
      isComposing: false,
      ...more,
    },
    place,
  )
}

describe('keys of the designer', () => {
  it.each([
    ['v', { do: 'tool', tool: 'select' }],
    ['t', { do: 'add', what: 'text' }],
    ['Shift+T', { do: 'add', what: 'arcText' }],
    ['r', { do: 'add', what: 'rectangle' }],
    ['o', { do: 'add', what: 'ellipse' }],
    ['y', { do: 'add', what: 'polygon' }],
    ['Ctrl+z', { do: 'undo' }],
    ['Cmd+z', { do: 'undo' }],
    ['Ctrl+Shift+Z', { do: 'redo' }],
    ['Ctrl+y', { do: 'redo' }],
    ['Ctrl+d', { do: 'duplicate' }],
    ['Ctrl+a', { do: 'selectAll' }],
    ['[', { do: 'order', order: 'backward' }],
    [']', { do: 'order', order: 'forward' }],
    ['Shift+{', { do: 'order', order: 'back' }],
    ['Shift+}', { do: 'order', order: 'front' }],
    ['Shift+L', { do: 'lock' }],
    ['Shift+H', { do: 'hide' }],
    ['Shift+0', { do: 'fit' }],
    ['Shift+1', { do: 'actualSize' }],
    ['Shift+2', { do: 'fitSelection' }],
    ['+', { do: 'zoom', factor: 1.25 }],
    ['-', { do: 'zoom', factor: 0.8 }],
    ['ArrowRight', { do: 'move', dx: 1, dy: 0 }],
    ['Shift+ArrowUp', { do: 'move', dx: 0, dy: -10 }],
    ['Alt+ArrowLeft', { do: 'move', dx: -0.1, dy: 0 }],
    ['Ctrl+Alt+ArrowRight', { do: 'resize', dx: 1, dy: 0 }],
    ['Ctrl+Alt+ArrowUp', { do: 'resize', dx: 0, dy: 1 }],
    ['Shift+<', { do: 'rotate', degrees: -1 }],
    ['Ctrl+>', { do: 'rotate', degrees: 15 }],
    ['Delete', { do: 'remove' }],
    ['Enter', { do: 'edit' }],
    ['Tab', { do: 'walk', step: 1 }],
    ['Shift+Tab', { do: 'walk', step: -1 }],
    ['Escape', { do: 'clear' }],
    ['Ctrl+Enter', { do: 'next' }],
    ['Shift+?', { do: 'help' }],
    ['Alt+a', { do: 'align', alignment: 'left' }],
  ])('%s on the canvas', (keys, command) => {
    expect(press(keys)).toEqual(command)
  })

  it('reads the brackets of keyboards that make them with AltGr, which comes as Ctrl and Alt', () => {
    expect(press('Ctrl+Alt+[')).toEqual({ do: 'order', order: 'backward' })
    expect(press('Ctrl+Alt+]')).toEqual({ do: 'order', order: 'forward' })
  })

  it('trap 18: leaves every key to a field but the way on, and every key to an input method', () => {
    for (const keys of ['v', 'Delete', 'Ctrl+z', 'Ctrl+a', 'ArrowLeft', 'Shift+?', '[', 'Tab', 'Enter'])
      expect(press(keys, 'typing')).toBeNull()
    expect(press('Ctrl+Enter', 'typing')).toEqual({ do: 'next' })
    for (const keys of ['v', 'Enter', 'Ctrl+Enter', 'Ctrl+z'])
      expect(press(keys, 'canvas', { isComposing: true })).toBeNull()
  })

  it('leaves letters to lists, which look for an entry by them', () => {
    for (const place of ['list', 'layers'] as const) expect(press('r', place)).toBeNull()
    expect(press('r', 'elsewhere')).toEqual({ do: 'add', what: 'rectangle' })
  })

  it('takes arrows, Tab and Enter on the canvas only, where nothing else needs them', () => {
    for (const place of ['layers', 'list', 'elsewhere'] as const)
      for (const keys of ['ArrowDown', 'Tab', 'Enter', 'Escape', 'Alt+ArrowLeft']) expect(press(keys, place)).toBeNull()
  })

  it('orders and deletes from the list of layers too', () => {
    expect(press('[', 'layers')).toEqual({ do: 'order', order: 'backward' })
    expect(press('Delete', 'layers')).toEqual({ do: 'remove' })
    expect(press('Delete', 'elsewhere')).toBeNull()
  })

  it("leaves the app's and the browser's own keys alone", () => {
    for (const keys of ['Ctrl+k', 'Ctrl+1', 'Ctrl+,', 'Ctrl+r', 'Ctrl+c', 'Ctrl+v', 'F6', 'Ctrl+Shift+E'])
      expect(press(keys)).toBeNull()
  })
})
