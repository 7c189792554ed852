import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceFor } from '../../../core/designs/faces'
import { loadSample, onFaces } from '../../drawing'
import css from './fonts.module.css'

/** Two letters in a typeface itself; an ornament beside its name. */
export function FontSample({ family, text }: { family: string; text?: string }) {
  const { t } = useTranslation('fonts')
  const shown = text ?? t('sample')
  const [face, setFace] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    const load = () => {
      const lettering = { family, weight: 700 }
      void loadSample(shown, lettering).then(() => {
        if (isCurrent) setFace(faceFor(lettering).face)
      })
    }
    load()
    const stop = onFaces(load)
    return () => {
      isCurrent = false
      stop()
    }
  }, [family, shown])
  return (
    // Not as text: it is an ornament, and no part of the name of what it stands in.
    <span
      className={css.sample}
      aria-hidden
      data-sample={shown}
      style={face ? { fontFamily: `"${face}"` } : { visibility: 'hidden' }}
    />
  )
}
