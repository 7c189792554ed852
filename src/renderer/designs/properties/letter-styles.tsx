import { useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { faceFor, knownFamilies } from '../../../core/designs/faces'
import { styleAt, styleLetters, type SpanStyle } from '../../../core/designs/text-spans'
import { Button } from '../../ui/button'
import { Select } from '../../ui/select'
import { Part, Two, useSet } from './fields'
import { PaintField } from './paint-field'
import css from './properties.module.css'
import { weightName } from './weight-name'

/** Letters that differ from the rest of box text: select them in the field of the text (`area`), then give them a weight or a colour. */
export function LetterStyles({ layer, area }: { layer: LayerOf<'text'>; area: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const [marked, setMarked] = useState({ start: 0, end: 0 })
  useEffect(() => {
    // What is marked stays marked while a weight or a colour is chosen elsewhere.
    const listen = () => {
      const field = area.current
      if (field && document.activeElement === field) setMarked({ start: field.selectionStart, end: field.selectionEnd })
    }
    document.addEventListener('selectionchange', listen)
    return () => document.removeEventListener('selectionchange', listen)
  }, [area])
  const length = layer.text.length
  const [start, end] = [Math.min(marked.start, length), Math.min(marked.end, length)]
  const letters = layer.text.slice(start, end)
  const own = styleAt(layer.spans, start)
  const style = (change: SpanStyle) => set({ spans: styleLetters(layer.spans, { start, end, length }, change) })
  const drawn = faceFor(layer.lettering).family
  const weights = knownFamilies().find(({ family }) => family === drawn)?.weights ?? [layer.lettering.weight]
  return (
    <Part
      title={t('letters.title')}
      name="letters"
      isFolded={layer.spans.length === 0}
      summary={t('letters.count', { count: layer.spans.length })}
    >
      <p className={css.quiet} role="status">
        {letters === '' ? t('letters.hint') : t('letters.marked', { letters })}
      </p>
      {letters === '' ? null : (
        <>
          <Two>
            <Select
              label={t('letters.weight')}
              options={[
                { value: 'same', label: t('letters.same') },
                ...weights.map((value) => ({ value: String(value), label: weightName(t, value) })),
              ]}
              value={own.weight === undefined ? 'same' : String(own.weight)}
              onChange={(value) => style({ weight: value === 'same' ? null : Number(value) })}
            />
          </Two>
          <PaintField
            label={t('common.color')}
            paint={own.paint ?? null}
            mayBeNone
            noneLabel={t('letters.same')}
            onChange={(paint) => style({ paint })}
          />
          <div>
            <Button
              size="small"
              isDisabled={own.weight === undefined && own.paint === undefined}
              onPress={() => style({ weight: null, paint: null })}
            >
              {t('letters.clear')}
            </Button>
          </div>
        </>
      )}
    </Part>
  )
}
