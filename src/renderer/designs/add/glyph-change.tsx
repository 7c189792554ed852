import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { updateLayer } from '../../../core/designs/operations'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useEditor } from '../editor'
import css from './add.module.css'
import { glyphName } from './glyph-name'
import { GlyphPicker } from './glyph-picker'

/** Changes the glyph of a layer; colour, size and place stay. */
export function GlyphChange({ layer }: { layer: LayerOf<'glyph'> }) {
  const { t } = useTranslation('designs')
  const { act } = useEditor()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('glyphs.change')}</Button>
      {isOpen ? (
        <Dialog title={t('glyphs.changeTitle')} isOpen onClose={() => setOpen(false)}>
          <div className={css.inDialog}>
            <GlyphPicker
              autoFocus
              chosen={layer.glyph}
              onPick={(entry) => {
                setOpen(false)
                const isDuotone = entry.set === 'phosphor-duotone'
                const second = layer.paint2 ?? { kind: 'solid' as const, color: { role: 'accent' } }
                // A name of one's own stays; one that was the old glyph's becomes the new one's.
                const name = layer.name === glyphName(layer.glyph) ? glyphName(entry.id) : layer.name
                act(updateLayer(layer.id, { glyph: entry.id, name, paint2: isDuotone ? second : layer.paint2 }))
              }}
            />
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
