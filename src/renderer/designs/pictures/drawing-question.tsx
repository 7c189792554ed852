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
const useQuestion = create<{ asked: Question | null }>(() => ({ asked: null }))

/** Asks whether a drawing may be placed although parts of it are left out. One question at a time: files are taken one after the other. */
export const askAboutDrawing = (name: string, parts: readonly DrawingPart[]): Promise<boolean> =>
  new Promise((done) => {
    useQuestion.setState({
      asked: {
        name,
        parts,
        answer(mayPlace) {
          useQuestion.setState({ asked: null })
          done(mayPlace)
        },
      },
    })
  })

/** Where `askAboutDrawing` is asked; once on a page that takes pictures. */
export function DrawingQuestion() {
  const { t } = useTranslation('pictures')
  const { asked } = useQuestion()
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
