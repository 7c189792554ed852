import { useState } from 'react'
import type { z } from 'zod'
import { wrongIn } from './wrong-in'

const nothing: ReadonlySet<string> = new Set()

/** An entry of a list while it is edited: what is wrong is told once saving was tried, and only what fits its shape is saved. */
export function useEntryDraft<Entry>(shape: z.ZodType<Entry>, entry: Entry, onSave: (entry: Entry) => void) {
  const [draft, setDraft] = useState(entry)
  const [isTried, setTried] = useState(false)
  return {
    draft,
    set: (change: Partial<Entry>) => setDraft({ ...draft, ...change }),
    wrong: isTried ? wrongIn(shape, draft) : nothing,
    save: () => {
      setTried(true)
      const read = shape.safeParse(draft)
      if (read.success) onSave(read.data)
    },
  }
}
