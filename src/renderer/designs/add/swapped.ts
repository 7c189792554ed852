import type { TFunction } from 'i18next'
import type { LayerOf } from '../../../core/designs/document'
import type { LayerPatch } from '../../../core/designs/operations'

/**
 * What changes when a shape gets another silhouette: that, and its name where it was the old silhouette's. Colours, rings, effects,
 * place and size stay, and so do its numbers, so that going back finds them as they were.
 */
export const swapped = (layer: LayerOf<'shape'>, shape: string, t: TFunction<'designs'>): LayerPatch => ({
  shape,
  name: layer.name === t(`shapes.${layer.shape}`) ? t(`shapes.${shape}`) : layer.name,
})
