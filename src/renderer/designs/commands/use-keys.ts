import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from '../../ui/keys'
import type { Editor } from '../editor'
import { commandOf, placeOf } from '../keys'
import { obey } from './obey'

/** The keys of the designer, wherever the focus is. A dialog or a menu in front has the keys for itself. */
export function useKeys(editor: Editor): void {
  const { t } = useTranslation('designs')
  const { designer, view } = editor
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return
    const where = placeOf(event.target, isTyping(event))
    if (event.key === ' ' && where === 'canvas') {
      event.preventDefault()
      return view.setState({ isSpaceDown: true })
    }
    const command = commandOf(event, where)
    if (command?.do !== 'walk' && command?.do !== 'clear') view.setState({ isLeavingCanvas: false })
    if (!command || !obey(editor, t, command)) return
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
