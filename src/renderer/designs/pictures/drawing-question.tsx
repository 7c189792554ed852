import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import type { DrawingPart } from './drawing-file'

interface Question {
  readonly name: string
  readonly parts: readonly DrawingPart[]
  readonly answer: (mayPlace: boolean) => void
}
/** The questions that are not answered yet, the one that is shown first. */
const useQuestions = create<{ waiting: readonly Question[] }>(() => ({ waiting: [] }))

/** Asks whether a drawing may be placed although parts of it are left out. Where one is asked already, the next waits for its answer. */
export const askAboutDrawing = (name: string, parts: readonly DrawingPart[]): Promise<boolean> =>
  new Promise((done) => {
    const question: Question = {
      name,
      parts,
      answer(mayPlace) {
        useQuestions.setState(({ waiting }) => ({ waiting: waiting.filter((it) => it !== question) }))
        done(mayPlace)
      },
    }
    useQuestions.setState(({ waiting }) => ({ waiting: [...waiting, question] }))
  })

/** Where `askAboutDrawing` is asked; once on a page that takes pictures. */
export function DrawingQuestion() {
  const { t } = useTranslation('pictures')
  const [asked] = useQuestions(({ waiting }) => waiting)
  if (!asked) return null
  return (
    <Dialog
      title={t('drawing.title', { name: asked.name })}
      isOpen
      size="small"
      onClose={() => asked.answer(false)}
      footer={
        <>
          <Button onPress={() => asked.answer(false)}>{t('ui:cancel')}</Button>
          <Button variant="primary" onPress={() => asked.answer(true)}>
            {t('drawing.place')}
          </Button>
        </>
      }
    >
      <p>{t('drawing.lead')}</p>
      <ul>
        {asked.parts.map((part) => (
          <li key={part}>{t(`drawing.parts.${part}`)}</li>
        ))}
      </ul>
    </Dialog>
  )
}
