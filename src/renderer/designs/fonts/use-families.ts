import { useEffect, useSyncExternalStore } from 'react'
import { knownFamilies, type Family } from '../../../core/designs/faces'
import { libraryFaces, onFaces } from '../../drawing'

/** Every family that lettering may be set in, fresh when one is added or removed. */
export function useFamilies(): readonly Family[] {
  useEffect(() => void libraryFaces(), [])
  return useSyncExternalStore(onFaces, knownFamilies)
}
