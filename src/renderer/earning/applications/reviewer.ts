import { create } from 'zustand'
import { useDesk } from '../../app/desk'

/** The name that was typed at this page, for as long as it is open. */
const useTyped = create<{ name: string }>(() => ({ name: '' }))

/** Who reviews here: where people sign in, main knows; else a name that is typed once. `isTyped` says that it has to be asked for. */
export function useReviewer(): {
  readonly name: string
  readonly isTyped: boolean
  readonly setName: (name: string) => void
} {
  const name = useTyped((it) => it.name)
  const isTyped = useDesk((it) => it.desk?.isOn === false)
  return { name, isTyped, setName: (typed) => useTyped.setState({ name: typed }) }
}
