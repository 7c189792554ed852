import { useEffect, useEffectEvent, useRef } from 'react'
import { isTyping } from '../ui/keys'
import type { Editor } from './editor'

/** Cut, copy and paste of the whole page, save where somebody types or a dialog is open. With Shift, a paste keeps its place. */
export function useClipboard(editor: Editor): void {
  const isShiftDown = useRef(false)
  const isOurs = (event: ClipboardEvent): boolean =>
    !event.defaultPrevented && !isTyping({ target: event.target }) && !document.querySelector('[role="dialog"]')
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (!event.clipboardData || !isOurs(event) || !window.getSelection()?.isCollapsed) return
    if (!editor.clipboard.write(event.clipboardData)) return
    event.preventDefault()
    if (event.type === 'cut') editor.remove()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (!event.clipboardData || !isOurs(event)) return
    const where = isShiftDown.current ? 'inPlace' : 'besides'
    if (editor.clipboard.take(event.clipboardData, where)) event.preventDefault()
  })
  useEffect(() => {
    const onKey = ({ shiftKey }: KeyboardEvent) => {
      isShiftDown.current = shiftKey
    }
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keyup', onKey, true)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keyup', onKey, true)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
