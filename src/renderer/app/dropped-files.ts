import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

/** Pages that look at files dropped outside of them. */
export type FileTaker = 'verify' | 'people'
const useDropped = create<{ files: readonly File[]; taker: FileTaker | null }>(() => ({ files: [], taker: null }))

/** Keeps files that were dropped anywhere for the page that will look at them. */
export const keepDroppedFiles = (taker: FileTaker, files: readonly File[]): void =>
  useDropped.setState({ files, taker })

/** For the pages Verify and People: gets the files meant for them that were dropped elsewhere in the app, once each. */
export function useDroppedFiles(taker: FileTaker, callback: (files: readonly File[]) => void): void {
  const dropped = useDropped()
  const latest = useEffectEvent(callback)
  useEffect(() => {
    if (dropped.taker !== taker) return
    useDropped.setState({ files: [], taker: null })
    latest(dropped.files)
  }, [dropped, taker])
}
