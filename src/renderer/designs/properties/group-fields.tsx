import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { Switch } from '../../ui/choices'
import { Part, useSet } from './fields'

/** A group: whether its lowest layer is a window that the others are seen through. */
export function GroupFields({ layer }: { layer: LayerOf<'group'> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  return (
    <Part title={t('group.title')} name="group">
      <Switch isSelected={layer.mask} description={t('group.maskNote')} onChange={(mask) => set({ mask })}>
        {t('group.mask')}
      </Switch>
    </Part>
  )
}
