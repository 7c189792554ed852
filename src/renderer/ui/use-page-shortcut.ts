import { useEffect, useEffectEvent } from 'react'
import { hasCommandKey } from './keys'

/**
 * Ctrl (Cmd on a Mac) with `key` does `act` while the page is shown and no dialog is in front. That a field has
 * prevented the key's default does not count: a combo box does so with every Enter.
 */
export function usePageShortcut(key: string, act: () => void): void {
  const onShortcut = useEffectEvent((event: KeyboardEvent) => {
    if (!hasCommandKey(event) || event.shiftKey || event.key.toLowerCase() !== key.toLowerCase()) return
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onShortcut(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
