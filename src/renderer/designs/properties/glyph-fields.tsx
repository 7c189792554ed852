import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { GlyphChange } from '../add/glyph-change'
import { Part, useSet } from './fields'
import { useGround } from './use-ground'
import { PaintField } from './paint-field'

/** A symbol: which one, and its colour or two. */
export function GlyphFields({ layer }: { layer: LayerOf<'glyph'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const ground = useGround(layer)
  const isDuotone = layer.glyph.startsWith('phosphor-duotone/')
  return (
    <>
      <Part title={t('fields.glyph')} name="glyph">
        <GlyphChange layer={layer} />
      </Part>
      <Part title={t('fields.paint')} name="paint">
        <PaintField
          label={t('fields.color')}
          paint={layer.paint}
          ground={ground}
          onChange={(paint) => paint && set({ paint })}
        />
        {isDuotone ? (
          <PaintField
            label={t('fields.secondColor')}
            paint={layer.paint2}
            mayBeNone
            onChange={(paint2) => set({ paint2 })}
          />
        ) : null}
      </Part>
    </>
  )
}
