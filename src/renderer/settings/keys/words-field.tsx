import { useTranslation } from 'react-i18next'
import type { WordsProblem } from '../../../core/contract/keys'
import { readTypedWords, unknownWords } from '../../../core/keys/recovery-words'
import { TextArea } from '../../ui/text-field'

/** The words of a recovery sheet, typed or pasted; how many there are is told while one types, what is wrong by its place. */
export function WordsField(props: {
  value: string
  onChange: (text: string) => void
  problem: WordsProblem | null
  autoFocus?: boolean
}) {
  const { t } = useTranslation('keys')
  const sentence = useWordsSentence()
  const { words } = readTypedWords(props.value)
  // The last word is still being typed, unless something stands behind it.
  const finished = /[a-z]$/i.test(props.value) && words.length < 24 ? words.slice(0, -1) : words
  const unknown = unknownWords(finished)
  const problem = props.problem ?? (unknown.length > 0 ? ({ kind: 'unknown_words', at: unknown } as const) : null)
  return (
    <TextArea
      label={t('words.label')}
      description={words.length === 0 ? t('words.note') : t('words.count', { count: words.length })}
      rows={6}
      mono
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      value={props.value}
      onChange={props.onChange}
      error={problem ? sentence(problem) : null}
      {...(props.autoFocus ? { autoFocus: true } : {})}
    />
  )
}

/** What is wrong with words, in a sentence. */
function useWordsSentence(): (problem: WordsProblem) => string {
  const { t } = useTranslation('keys')
  return (problem) => {
    switch (problem.kind) {
      case 'count':
        return t('words.problem.count', { count: problem.words })
      case 'other_key':
        return t('words.problem.other_key')
      default:
        return t(`words.problem.${problem.kind}`, { count: problem.at.length, at: problem.at.join(', ') })
    }
  }
}
