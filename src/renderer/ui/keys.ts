const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** True while somebody types: shortcuts of one letter must keep still, and nothing may act amid an input method's composing. */
export function isTyping(event: KeyboardEvent | { target: EventTarget | null; isComposing?: boolean }): boolean {
  if (event.isComposing) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'color'].includes(target.type)
}

/** True for the platform's command key: Cmd on a Mac, Ctrl elsewhere, and not both with Alt (that is AltGr on many keyboards). */
export function hasCommandKey(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return (mac ? event.metaKey : event.ctrlKey) && !event.altKey
}

/** Writes keys as the platform does: `shortcutText('Mod+K')` is `⌘K` on a Mac and `Ctrl+K` elsewhere. */
export function shortcutText(keys: string): string {
  if (!mac) return keys.replace('Mod', 'Ctrl')
  return keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '')
}
