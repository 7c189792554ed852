import { useMemo } from 'react'
import type { KnownLayer, Paint } from '../../../core/designs/document'
import { groundOf } from '../../../core/designs/ground-of'
import { layerBounds } from '../../drawing'
import { useDocument } from '../editor'

/** What a layer lies upon, for colours that are read well there. */
export function useGround(layer: KnownLayer): Paint | null {
  const document = useDocument()
  return useMemo(() => groundOf(document, layer, layerBounds), [document, layer])
}
