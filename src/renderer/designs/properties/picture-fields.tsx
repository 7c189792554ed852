import { Crop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { Select } from '../../ui/select'
import { useEditor } from '../editor'
import { ClipButton } from '../pictures/clip-button'
import { LocatePicture } from '../pictures/locate-picture'
import { FilterList } from './filter-list'
import { Num, Part, Two, useSet } from './fields'
import css from './properties.module.css'
import { SilhouetteChoice } from './silhouette-choice'

const whole = { x: 0, y: 0, width: 1, height: 1 }
const percent = (value: number): number => Math.round(value * 1000) / 10

/** A picture in its frame: how it fits, the silhouette that cuts it out, the part of it that is shown, and its filters. */
export function PictureFields({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const { view } = useEditor()
  const crop = layer.crop ?? whole
  const setCrop = (patch: Partial<typeof whole>) => {
    const next = { ...crop, ...patch }
    // Never beyond the picture: what is moved keeps its size, what grows stops at the edge.
    const width = Math.min(Math.max(0.001, next.width), 1)
    const height = Math.min(Math.max(0.001, next.height), 1)
    const x = Math.min(Math.max(0, next.x), 1 - width)
    const y = Math.min(Math.max(0, next.y), 1 - height)
    set({ crop: width === 1 && height === 1 ? null : { x, y, width, height } })
  }
  const share = (field: keyof typeof whole, min = 0) => (
    <Num
      label={t(`picture.crop.${field}`)}
      value={percent(crop[field])}
      min={min}
      max={100}
      step={0.1}
      onChange={(value) => setCrop({ [field]: value / 100 })}
    />
  )
  return (
    <>
      <LocatePicture layer={layer} />
      <Part title={t('picture.title')} name="picture">
        <Select
          label={t('picture.fit')}
          options={(['cover', 'contain', 'stretch'] as const).map((value) => ({
            value,
            label: t(`picture.fits.${value}`),
          }))}
          value={layer.fit}
          onChange={(fit) => set({ fit })}
        />
        <SilhouetteChoice
          label={t('picture.clip')}
          choice={layer.clip}
          mayBeNone
          onChange={(clip) => set({ clip, ...(clip && layer.fit === 'stretch' ? { fit: 'cover' } : {}) })}
        />
        <ClipButton layer={layer} />
      </Part>
      <Part
        title={t('picture.cropTitle')}
        name="crop"
        isFolded={layer.crop === null}
        summary={layer.crop ? t('picture.cropped') : t('picture.all')}
      >
        <Two>
          {share('x')}
          {share('y')}
          {share('width', 0.1)}
          {share('height', 0.1)}
        </Two>
        <div className={css.chips}>
          <Button size="small" icon={Crop} onPress={() => view.setState({ cropping: layer.id })}>
            {t('picture.cropOnCanvas')}
          </Button>
          {layer.crop ? (
            <Button size="small" onPress={() => set({ crop: null })}>
              {t('picture.showAll')}
            </Button>
          ) : null}
        </div>
      </Part>
      <FilterList layer={layer} />
    </>
  )
}
