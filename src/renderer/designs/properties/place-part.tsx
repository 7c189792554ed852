import { Link2, Unlink2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownLayer } from '../../../core/designs/document'
import { IconButton } from '../../ui/icon-button'
import { CommonPlace } from './common-place'
import { Num, Part, Three, useSet } from './fields'
import { most } from './most-units'

type Sized = Extract<KnownLayer, { width: number; height: number }>
const isSized = (layer: KnownLayer): layer is Sized => 'width' in layer && 'height' in layer

/** Where a layer is, how it is turned and how large it is: what a drag does, as numbers. */
export function PlacePart({ layer }: { layer: KnownLayer }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  // A group is where its members are; it has no place of its own.
  if (layer.kind === 'group') return <CommonPlace />
  return (
    <Part title={t('properties:place')} name="place">
      <Three>
        <Num label={t('fields.x')} value={layer.x} onChange={(x) => set({ x }, 'move')} min={-10_000} max={10_000} />
        <Num label={t('fields.y')} value={layer.y} onChange={(y) => set({ y }, 'move')} min={-10_000} max={10_000} />
        {layer.kind === 'arcText' ? null : (
          <Num
            label={t('fields.rotation')}
            value={layer.rotation}
            onChange={(rotation) => set({ rotation }, 'rotate')}
            min={-360}
            max={360}
          />
        )}
      </Three>
      {isSized(layer) ? <Size layer={layer} /> : null}
      {layer.kind === 'glyph' || layer.kind === 'qr' ? (
        <Three>
          <Num
            label={t('fields.size')}
            value={layer.size}
            min={1}
            max={most}
            onChange={(size) => set({ size }, 'resize')}
          />
        </Three>
      ) : null}
    </Part>
  )
}

/** Width and height, kept in proportion while the chain is closed. */
function Size({ layer }: { layer: Sized }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const [isLinked, setLinked] = useState(layer.kind === 'picture')
  const { width, height } = layer
  const held = (value: number): number => Math.min(most, Math.max(1, Math.round(value * 100) / 100))
  return (
    <Three>
      <Num
        label={t('fields.width')}
        value={width}
        min={1}
        max={most}
        onChange={(next) =>
          set({ width: next, height: isLinked ? held((height * next) / Math.max(1, width)) : height }, 'resize')
        }
      />
      <Num
        label={t('fields.height')}
        value={height}
        min={1}
        max={most}
        onChange={(next) =>
          set({ width: isLinked ? held((width * next) / Math.max(1, height)) : width, height: next }, 'resize')
        }
      />
      <IconButton
        label={t('fields.proportion')}
        icon={isLinked ? Link2 : Unlink2}
        aria-pressed={isLinked}
        variant="quiet"
        onPress={() => setLinked(!isLinked)}
      />
    </Three>
  )
}
