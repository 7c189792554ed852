import { useEffect } from 'react'
import type { Designer } from './designer-store'
import { leave } from './open-designers'

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
