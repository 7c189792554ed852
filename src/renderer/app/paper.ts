import { paperOf, type Paper } from '../../core/designs/print-layout'
import { client } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { useLibrary } from './library-facts'

/** The paper that a sheet begins with: the one last chosen, else that of the reader's country. Choosing another is remembered. */
export function usePaper(): { readonly paper: Paper; readonly choose: (paper: Paper) => void } {
  const { run } = useErrors()
  const { settings } = useLibrary()
  return {
    paper: settings.paper ?? paperOf(navigator.language),
    choose: (paper) => void run(() => client.settings.write({ paper })),
  }
}
