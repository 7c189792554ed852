import { useEffect, useEffectEvent } from 'react'
import { commandFor, type KeyPlace } from '../../../core/designs/designer-keys'
import { useLibrary } from '../../app/library-facts'
import { isTyping } from '../../ui/keys'
import type { Editor } from '../editor'
import { commands, runCommand } from './commands'
import { ownKeysOf } from './own-keys'

const inFront = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Which part of the page an event comes from. */
function keyPlaceOf(target: EventTarget | null, typing: boolean): KeyPlace {
  if (typing) return 'typing'
  if (!(target instanceof Element)) return 'canvas'
  if (target === document.body || target.closest('[data-designer-canvas]') || target.matches('main')) return 'canvas'
  if (target.closest('[data-designer-layers]')) return 'layers'
  if (target.closest('[role="listbox"], [role="menu"], [role="grid"], [role="radiogroup"], [role="tablist"]'))
    return 'list'
  return 'elsewhere'
}
const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean => key === 'ContextMenu' || (key === 'F10' && shiftKey)

/** The keys of the designer, wherever the focus is. A dialog or a menu in front has the keys for itself. */
export function useKeys(editor: Editor): void {
  const { designer, view } = editor
  const { settings } = useLibrary()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector(inFront)) return
    const place = keyPlaceOf(event.target, isTyping(event))
    if (event.key === ' ' && place === 'canvas') {
      event.preventDefault()
      return view.setState({ isSpaceDown: true })
    }
    if (place === 'canvas' && isMenuKey(event)) {
      event.preventDefault()
      return editor.openMenuAtSelection()
    }
    const id = commandFor(event, place, ownKeysOf(settings))
    if (id !== 'walkOn' && id !== 'walkBack' && id !== 'leave') view.setState({ isLeavingCanvas: false })
    // Words on the canvas are ended by the same keys: first that, then the way on.
    if (id === 'next' && view.getState().typing !== null) return
    if (id === null || commands[id].isByBrowser || !runCommand(id, editor)) return
    event.preventDefault()
    event.stopPropagation()
  })
  const onKeyUp = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === ' ') view.setState({ isSpaceDown: false })
    // A run of nudges is one step until the arrow is let go.
    if (event.key.startsWith('Arrow') || event.key === '<' || event.key === '>') designer.settle()
  })
  useEffect(() => {
    const onBlur = () => view.setState({ isSpaceDown: false })
    // Before anything else, so that the shell's own keys (Alt and arrows among them) leave ours alone.
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keyup', onKeyUp, true)
    window.addEventListener('blur', onBlur)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keyup', onKeyUp, true)
      window.removeEventListener('blur', onBlur)
    }
  }, [view])
}
