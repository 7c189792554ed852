import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import css from './notice.module.css'

/** One field that is wrong: the id of its input and the sentence under it. */
export type FieldProblem = { field: string; label: string; sentence: string }

/** What is wrong in a form, above it, each line leading to its field. Takes the focus when it appears or grows. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  const count = problems.length
  useEffect(() => {
    if (count > 0) box.current?.focus()
  }, [count])
  if (count === 0) return null
  return (
    <div ref={box} tabIndex={-1} role="alert" className={[css.notice, css.danger].join(' ')}>
      <div className={css.words}>
        <div className={css.title}>{t('problems', { count })}</div>
        <ul className={css.summary}>
          {problems.map((problem) => (
            <li key={problem.field}>
              <Button variant="link" onPress={() => document.getElementById(problem.field)?.focus()}>
                {problem.label}
              </Button>
              {': '}
              {problem.sentence}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
