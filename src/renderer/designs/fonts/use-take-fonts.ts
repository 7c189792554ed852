import { useTranslation } from 'react-i18next'
import type { Lettering } from '../../../core/designs/document'
import { addedFamily } from '../../../core/designs/faces'
import { libraryFaces } from '../../drawing'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { takeFont } from './take-font'

/** Adds font files one by one, says what became of each, and answers with those that are there now. */
export function useTakeFonts(): (files: readonly File[]) => Promise<Pick<Lettering, 'family' | 'weight'>[]> {
  const { t } = useTranslation('fonts')
  const { run } = useErrors()
  return async (files) => {
    const added: Pick<Lettering, 'family' | 'weight'>[] = []
    for (const file of files) {
      const font = await run(() => takeFont(file))
      if (!font) continue
      await libraryFaces()
      added.push({ family: addedFamily(font), weight: font.weight })
      const limited = font.embedding === 'preview' || font.embedding === 'editable'
      showToast({
        text: t(limited ? `added.${font.embedding}` : 'added.installable', { family: addedFamily(font) }),
        tone: limited ? 'info' : 'success',
      })
    }
    return added
  }
}
