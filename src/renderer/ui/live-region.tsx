import { useSyncExternalStore } from 'react'
import { VisuallyHidden } from 'react-aria-components'

let spoken = ''
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something to people who hear the page: "Star moved to the centre", "12 badges found". */
export function announce(text: string): void {
  // The same words twice must be heard twice: a space at the end makes them new.
  spoken = text === spoken ? `${text} ` : text
  for (const listener of listeners) listener()
}

/** Where `announce` speaks; once in the app. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => spoken)
  return (
    <VisuallyHidden>
      <div aria-live="polite" aria-atomic="true">
        {text}
      </div>
    </VisuallyHidden>
  )
}
