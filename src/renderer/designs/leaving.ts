import { useEffect } from 'react'
import { onChange } from '../api/changes'
import type { Designer } from './designer-store'
import { followLibrary, leave } from './open-designers'

/** Stores what is not stored yet when the window is hidden or closed, and when the designer is left. */
export function useStoringOnLeave(designId: string, designer: Designer): void {
  useEffect(() => {
    const flush = () => void designer.flush()
    const hide = () => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', hide)
      leave(designId, designer)
    }
  }, [designer, designId])
}

/** Shows what another window has stored of the open design. */
export function useFollowingLibrary(designId: string, designer: Designer): void {
  useEffect(
    () =>
      onChange(['designs.saved'], ({ ids, revision }, missed) => {
        // What cannot be read now is compared when the design is stored.
        if (missed || ids.includes(designId)) followLibrary(designId, designer, revision).catch(() => undefined)
      }),
    [designer, designId],
  )
}
