import { createContext, useContext } from 'react'
import type { z } from 'zod'
import type { Issuer } from '../../core/contract/issuers'
import type { libraryState } from '../../core/contract/library'
import type { Settings } from '../../core/contract/settings'

/** What every page may want to know of the library; kept fresh by the shell. */
export type LibraryFacts = { library: z.infer<typeof libraryState>; issuers: Issuer[]; settings: Settings }

export const LibraryContext = createContext<LibraryFacts | null>(null)

/** The library's facts: its counts and keys, the issuer profiles (the first is the one in use), the settings. */
export function useLibrary(): LibraryFacts {
  const facts = useContext(LibraryContext)
  if (!facts) throw new Error('useLibrary is used outside of the shell')
  return facts
}
