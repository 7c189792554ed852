import { useEffect } from 'react'
import { create } from 'zustand'

/** True while a page has the whole window: no rail, no status bar, no shortcuts that lead away (event mode). */
export const useFullScreen = create<{ isOn: boolean }>(() => ({ isOn: false }))

/** For a page that wants the whole window while `isOn`. */
export function useWholeWindow(isOn: boolean): void {
  useEffect(() => {
    useFullScreen.setState({ isOn })
    return () => useFullScreen.setState({ isOn: false })
  }, [isOn])
}
