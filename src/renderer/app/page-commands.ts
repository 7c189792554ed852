import type { LucideIcon } from 'lucide-react'
import { create } from 'zustand'

/** A command of the open page, as the palette lists it. */
export interface PageCommand {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly shortcut?: string
  readonly isDisabled?: boolean
  readonly run: () => void
}

/** What the open page can do, under a heading of its own. `list` is asked when the palette opens; a page without commands has none. */
export const usePageCommands = create<{ readonly title: string; readonly list: () => readonly PageCommand[] }>(() => ({
  title: '',
  list: () => [],
}))
