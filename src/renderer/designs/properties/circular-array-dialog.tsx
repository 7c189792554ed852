import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { badgeCentre } from '../../../core/designs/centring'
import { circularArray, firstRadius, mostInCircle } from '../../../core/designs/circular-array'
import { layerBounds } from '../../drawing'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { NumberField } from '../../ui/number-field'
import { Segments } from '../../ui/segments'
import { Stack } from '../../ui/page'
import { useDesigner, useEditor } from '../editor'

/** Asks how what is selected is copied round a middle: stars round a seal, leaves of a wreath. */
export function CircularArrayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('properties')
  const { act, designer } = useEditor()
  const selection = useDesigner((it) => it.selection)
  const [count, setCount] = useState(8)
  const [turns, setTurns] = useState(true)
  const [about, setAbout] = useState<'silhouette' | 'artboard'>('silhouette')
  // Null: as far out as suits what is copied, until somebody says otherwise.
  const [ownRadius, setRadius] = useState<number | null>(null)
  const pole = () => {
    const document = designer.document()
    return about === 'silhouette' ? badgeCentre(document) : { x: document.size / 2, y: document.size / 2 }
  }
  const radius = ownRadius ?? firstRadius(designer.document(), selection, pole(), layerBounds)
  const make = () => {
    const operation = circularArray(
      designer.document(),
      selection,
      { count, turn: turns, about: pole(), radius, name: t('array.name') },
      () => crypto.randomUUID(),
    )
    act(operation)
    designer.select(operation.ids.slice(-1))
    onClose()
  }
  return (
    <Dialog
      title={t('array.title')}
      isOpen
      size="small"
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={make}>
          {t('array.make', { count })}
        </Button>
      }
    >
      <Stack>
        <NumberField
          label={t('array.count')}
          value={count}
          minValue={2}
          maxValue={mostInCircle}
          step={1}
          onChange={(value) => setCount(Number.isFinite(value) ? value : 2)}
        />
        <NumberField
          label={t('array.radius')}
          description={t('array.radiusNote')}
          value={radius}
          minValue={0}
          maxValue={1200}
          step={1}
          onChange={(value) => setRadius(Number.isFinite(value) ? value : null)}
        />
        <Segments
          label={t('array.about')}
          options={(['silhouette', 'artboard'] as const).map((value) => ({ value, label: t(`array.${value}`) }))}
          value={about}
          onChange={setAbout}
        />
        <Switch isSelected={turns} description={t('array.turnNote')} onChange={setTurns}>
          {t('array.turn')}
        </Switch>
      </Stack>
    </Dialog>
  )
}
