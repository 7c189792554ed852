import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { TextField } from '../../ui/text-field'
import { useEditor } from '../editor'
import { Part, useSet } from './fields'

/** The words of a layer that has one line of them. */
export function WordsPart({ layer }: { layer: LayerOf<'ribbon'> | LayerOf<'arcText'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const { designer } = useEditor()
  return (
    <Part title={t('fields.words')}>
      <TextField
        label={t('fields.text')}
        hideLabel
        value={layer.text}
        maxLength={200}
        onChange={(text) => set({ text })}
        onBlur={() => designer.settle()}
      />
    </Part>
  )
}
