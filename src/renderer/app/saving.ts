import { create } from 'zustand'

type Saving = { pending: number; failed: boolean; lastSavedAt: number | null }

/** What the status bar says of autosave, over all pages. */
export const useSaving = create<Saving>(() => ({ pending: 0, failed: false, lastSavedAt: null }))

/** Wraps a save, so that the status bar shows it: `await whileSaving(() => client.designs.save(…))`. Throws what it throws. */
export async function whileSaving<Result>(save: () => Promise<Result>): Promise<Result> {
  useSaving.setState((it) => ({ pending: it.pending + 1 }))
  try {
    const result = await save()
    useSaving.setState((it) => ({ pending: it.pending - 1, failed: false, lastSavedAt: Date.now() }))
    return result
  } catch (error) {
    useSaving.setState((it) => ({ pending: it.pending - 1, failed: true }))
    throw error
  }
}
