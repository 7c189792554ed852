import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { errorSentence } from './error-sentences'
import { Notice } from './notice'
import { type Problem, toProblem } from '../../core/problem'
import { showToast } from './toast'

/**
 * How a page tells of failures. `report` shows a toast for what failed (nothing when the person cancelled it) and answers
 * with the problem, for a page that has more to do; `run` does so for a whole act and answers undefined where it failed.
 */
export function useErrors() {
  const { t } = useTranslation('errors')
  return useMemo(() => {
    const report = (error: unknown): Problem | null => {
      const problem = toProblem(error)
      if (!problem) return null
      if (problem.code === 'unexpected') reportError(error)
      const { what, safe, next } = errorSentence(problem, t)
      showToast({ text: `${what} ${safe} ${next}`, tone: 'danger' })
      return problem
    }
    const run = async <Result,>(act: () => Promise<Result>): Promise<Result | undefined> => {
      try {
        return await act()
      } catch (error) {
        report(error)
        return undefined
      }
    }
    return { report, run }
  }, [t])
}

/** A failure where its content would be: the three sentences and a way to try again. */
export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation('errors')
  const { what, safe, next } = errorSentence(problem, t)
  return (
    <Notice
      tone="danger"
      title={what}
      actions={
        onRetry ? (
          <Button size="small" onPress={onRetry}>
            {t('tryAgain')}
          </Button>
        ) : null
      }
    >
      {safe} {next}
    </Notice>
  )
}
