import { type ReactNode, useState } from 'react'
import { type Problem, toProblem } from '../../core/problem'
import { ConfirmDialog, type Confirmation } from './confirm-dialog'

/** Whether something failed only because its badge asks for a second person. */
export const wantsSecondPerson = (problem: Problem | null): boolean =>
  problem?.code === 'conflict' && problem.details.reason === 'confirmation_missing'

/**
 * For acts that may award a badge which asks for two: `confirmed` does the work, and where it fails for that, asks the second person and
 * does it again with who confirmed. Answers undefined where nobody did. Put `dialog` on the page.
 */
export function useSecondPerson(): {
  confirmed: <Done>(work: (confirmation?: Confirmation) => Promise<Done>) => Promise<Done | undefined>
  dialog: ReactNode
} {
  const [answer, setAnswer] = useState<((given: Confirmation | null) => void) | null>(null)
  const give = (given: Confirmation | null) => {
    answer?.(given)
    setAnswer(null)
  }
  return {
    confirmed: async (work) => {
      try {
        return await work()
      } catch (error) {
        if (!wantsSecondPerson(toProblem(error))) throw error
      }
      const given = await new Promise<Confirmation | null>((resolve) => setAnswer(() => resolve))
      return given === null ? undefined : work(given)
    },
    dialog: answer ? <ConfirmDialog count={1} onClose={() => give(null)} onGiven={give} /> : null,
  }
}
