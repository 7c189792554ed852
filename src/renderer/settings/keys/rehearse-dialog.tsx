import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyFacts, WordsProblem } from '../../../core/contract/keys'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { useErrors } from '../../ui/use-errors'
import { WordsField } from './words-field'

/** Has the words typed from the paper and says whether they are the key, or which is wrong. */
export function RehearseDialog({ facts, onClose }: { facts: KeyFacts; onClose: () => void }) {
  const { t } = useTranslation('keys')
  const { run } = useErrors()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<WordsProblem | null>(null)
  const [isRight, setRight] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const check = async () => {
    setBusy(true)
    const answer = await run(() => client.keys.rehearse({ id: facts.id, words }))
    setBusy(false)
    if (!answer) return
    setProblem(answer.problem)
    setRight(answer.problem === null)
  }
  return (
    <Dialog
      title={t('rehearseDialog.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      footer={
        isRight ? (
          <Button variant="primary" onPress={onClose} autoFocus>
            {t('rehearseDialog.done')}
          </Button>
        ) : (
          <Button variant="primary" onPress={() => void check()} isBusy={isBusy}>
            {t('rehearseDialog.check')}
          </Button>
        )
      }
    >
      {isRight ? (
        <Notice tone="success">{t('rehearseDialog.right')}</Notice>
      ) : (
        <>
          <p>{t('rehearseDialog.sentence')}</p>
          <WordsField
            value={words}
            onChange={(text) => {
              setWords(text)
              setProblem(null)
            }}
            problem={problem}
            autoFocus
          />
        </>
      )}
    </Dialog>
  )
}
