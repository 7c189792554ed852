import { hasCommandKey, isTyping } from '../ui/keys'
import { useFullScreen } from './full-screen'
import { goBack, goForward, navigate } from './navigation'
import { places } from './places'

/** Moves the focus to the next pane (`data-pane`), round and round; F6, as everywhere on the desktop. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const pane = panes[at < 0 ? 0 : (at + step + panes.length) % panes.length]
  const inside = pane?.querySelector<HTMLElement>(
    '[aria-current], button:not(:disabled), a[href], input:not(:disabled), textarea, [tabindex="0"]',
  )
  ;(inside ?? pane)?.focus()
}

/** The keys that work everywhere. Answers with how to stop. In event mode they rest, save F6. */
export function listenForShortcuts(acts: { openPalette: () => void }): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    // A dialog in front has the keys for itself.
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
    const used = handle(event)
    if (used) event.preventDefault()
  }
  const handle = (event: KeyboardEvent): boolean => {
    if (event.key === 'F6') {
      focusNextPane(event.shiftKey ? -1 : 1)
      return true
    }
    if (useFullScreen.getState().isOn) return false
    if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !isTyping(event)) {
      if (event.key === 'ArrowLeft') goBack()
      else if (event.key === 'ArrowRight') goForward()
      else return false
      return true
    }
    if (!hasCommandKey(event)) return false
    const key = event.key.toLowerCase()
    if (!event.shiftKey && (key === 'k' || key === '/')) acts.openPalette()
    else if (!event.shiftKey && key === ',') navigate({ page: 'settings' })
    else if (event.shiftKey && key === 'e') navigate({ page: 'event' })
    else if (!event.shiftKey && /^[1-7]$/.test(key)) {
      const place = places[Number(key) - 1]
      if (place) navigate(place.route)
    } else return false
    return true
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
