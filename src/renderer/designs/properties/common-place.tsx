import { Link2, Unlink2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commonBox, resizeTogether } from '../../../core/designs/common-box'
import { boxCentre, boxHeight, boxWidth } from '../../../core/designs/geometry'
import { moveLayers, rotateLayers, type Operation } from '../../../core/designs/operations'
import { layerBounds, loadMeasuring } from '../../drawing'
import { IconButton } from '../../ui/icon-button'
import { useDesigner, useDocument, useEditor } from '../editor'
import { Num, Part, Three } from './fields'
import { most } from './most-units'

/** Where a group, or several layers as one, are, how they are turned and how large: what a drag of their frame does, as numbers. */
export function CommonPlace() {
  const { t } = useTranslation('designs')
  const { change, designer } = useEditor()
  const document = useDocument()
  const selection = useDesigner((it) => it.selection)
  const [isLinked, setLinked] = useState(true)
  const isMeasured = useMeasured()
  const common = isMeasured ? commonBox(document, selection, layerBounds) : null
  if (!common) return null
  const { box, rotation, stretches } = common
  const middle = boxCentre(box)
  const [width, height] = [Math.max(0.01, boxWidth(box)), Math.max(0.01, boxHeight(box))]
  const mark = selection.join()
  const act = (operation: Operation, field: string) => change(operation, `${mark}:box:${field}`)
  // Read anew: between two steps of an arrow key nothing may have been shown yet.
  const now = () => commonBox(designer.document(), selection, layerBounds) ?? common
  const resize = (side: 'width' | 'height', value: number) => {
    const own = side === 'width' ? boxWidth(now().box) : boxHeight(now().box)
    const factor = value / Math.max(0.01, own)
    const isEven = isLinked || !stretches
    act(
      resizeTogether(
        selection,
        side === 'width' || isEven ? factor : 1,
        side === 'height' || isEven ? factor : 1,
        layerBounds,
      ),
      side,
    )
  }
  return (
    <Part title={t('properties:place')} name="place">
      <Three>
        <Num
          label={t('fields.x')}
          value={middle.x}
          min={-10_000}
          max={10_000}
          onChange={(x) => act(moveLayers(selection, x - boxCentre(now().box).x, 0), 'x')}
        />
        <Num
          label={t('fields.y')}
          value={middle.y}
          min={-10_000}
          max={10_000}
          onChange={(y) => act(moveLayers(selection, 0, y - boxCentre(now().box).y), 'y')}
        />
        <Num
          label={t('fields.rotation')}
          value={rotation}
          min={-360}
          max={360}
          onChange={(to) => {
            const from = now()
            act(rotateLayers(selection, to - from.rotation, boxCentre(from.box), layerBounds), 'rotation')
          }}
        />
      </Three>
      <Three>
        <Num label={t('fields.width')} value={width} min={1} max={most} onChange={(value) => resize('width', value)} />
        <Num
          label={t('fields.height')}
          value={height}
          min={1}
          max={most}
          onChange={(value) => resize('height', value)}
        />
        {stretches ? (
          <IconButton
            label={t('fields.proportion')}
            icon={isLinked ? Link2 : Unlink2}
            aria-pressed={isLinked}
            variant="quiet"
            onPress={() => setLinked(!isLinked)}
          />
        ) : null}
      </Three>
    </Part>
  )
}

/** True once the faces and glyphs of the design can be measured: boxes are wrong before. */
function useMeasured(): boolean {
  const { designer } = useEditor()
  const [isMeasured, setMeasured] = useState(false)
  useEffect(() => {
    let isCurrent = true
    const show = () => {
      if (isCurrent) setMeasured(true)
    }
    // What cannot be loaded is measured as it is drawn: by what stands in for it.
    loadMeasuring(designer.document()).then(show, show)
    return () => {
      isCurrent = false
    }
  }, [designer])
  return isMeasured
}
