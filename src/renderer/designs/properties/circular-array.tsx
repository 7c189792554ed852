import { CircleDotDashed } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { badgeCentre } from '../../../core/designs/centring'
import { circularArray, mostInCircle } from '../../../core/designs/circular-array'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { NumberField } from '../../ui/number-field'
import { Segments } from '../../ui/segments'
import { Stack } from '../../ui/page'
import { useDesigner, useEditor } from '../editor'

/** Copies what is selected round a middle: stars round a seal, leaves of a wreath. */
export function CircularArray() {
  const { t } = useTranslation('properties')
  const { act, designer } = useEditor()
  const selection = useDesigner((it) => it.selection)
  const [isOpen, setOpen] = useState(false)
  const [count, setCount] = useState(8)
  const [turns, setTurns] = useState(true)
  const [about, setAbout] = useState<'silhouette' | 'artboard'>('silhouette')
  const make = () => {
    const document = designer.document()
    const middle = { x: document.size / 2, y: document.size / 2 }
    const operation = circularArray(
      document,
      selection,
      { count, turn: turns, about: about === 'silhouette' ? badgeCentre(document) : middle, name: t('array.name') },
      () => crypto.randomUUID(),
    )
    act(operation)
    designer.select(operation.ids.slice(-1))
    setOpen(false)
  }
  return (
    <>
      <div>
        <Button size="small" icon={CircleDotDashed} onPress={() => setOpen(true)}>
          {t('array.open')}
        </Button>
      </div>
      {isOpen ? (
        <Dialog
          title={t('array.title')}
          isOpen
          size="small"
          onClose={() => setOpen(false)}
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
      ) : null}
    </>
  )
}
