import { Link2, Unlink2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownLayer, LayerOf } from '../../../core/designs/document'
import { silhouetteOf, silhouetteParam, silhouettes } from '../../../core/designs/silhouettes'
import { ribbonStyles } from '../../../core/designs/ribbon'
import { IconButton } from '../../ui/icon-button'
import { Select } from '../../ui/select'
import { TextArea, TextField } from '../../ui/text-field'
import { GlyphChange } from '../add/glyph-change'
import { useEditor } from '../editor'
import { ShapePicture } from '../shape-picture'
import { Num, Part, Slide, Three, Two, useSet } from './fields'
import { LetteringPart } from './lettering-part'
import { PaintField, StrokeField } from './paint-field'
import css from './properties.module.css'

const most = 4096

/** The fields that only one kind of layer has. */
export function KindFields({ layer }: { layer: KnownLayer }) {
  switch (layer.kind) {
    case 'shape':
      return <ShapeFields layer={layer} />
    case 'ring':
      return <RingFields layer={layer} />
    case 'ribbon':
      return <RibbonFields layer={layer} />
    case 'text':
      return <TextFields layer={layer} />
    case 'arcText':
      return <ArcTextFields layer={layer} />
    case 'glyph':
      return <GlyphFields layer={layer} />
    case 'picture':
      return <PictureFields layer={layer} />
  }
}

/** Width and height, kept in proportion while the chain is closed. */
function SizePart({ layer }: { layer: LayerOf<'shape'> | LayerOf<'picture'> | LayerOf<'ribbon'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const [isLinked, setLinked] = useState(layer.kind === 'picture')
  const { width, height } = layer
  const held = (value: number): number => Math.min(most, Math.max(1, Math.round(value * 100) / 100))
  return (
    <Part title={t('fields.size')}>
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
    </Part>
  )
}

function ShapeFields({ layer }: { layer: LayerOf<'shape'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const params = Object.entries(silhouetteOf(layer.shape)?.params ?? {})
  return (
    <>
      <SizePart layer={layer} />
      <Part title={t('fields.silhouette')}>
        <Select
          label={t('fields.silhouette')}
          hideLabel
          options={silhouettes.map(({ shape }) => ({
            value: shape,
            label: t(`shapes.${shape}`),
            picture: (
              <span className={css.shapePicture}>
                <ShapePicture shape={shape} />
              </span>
            ),
          }))}
          value={layer.shape}
          onChange={(shape) => set({ shape })}
        />
        {params.map(([name, { min, max, step }]) => (
          <Slide
            key={name}
            label={t(`params.${name}`)}
            value={silhouetteParam(layer.shape, layer.params, name)}
            min={min}
            max={max}
            step={step}
            onChange={(value) => set({ params: { ...layer.params, [name]: value } })}
          />
        ))}
        <Select
          label={t('fields.part')}
          options={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: t(`parts.${value}`) }))}
          value={String(Math.round(layer.params['part'] ?? 0))}
          onChange={(value) => set({ params: { ...layer.params, part: Number(value) } })}
        />
      </Part>
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.fill')} paint={layer.fill} mayBeNone onChange={(fill) => set({ fill })} />
        <StrokeField label={t('fields.stroke')} stroke={layer.stroke} onChange={(stroke) => set({ stroke })} />
      </Part>
    </>
  )
}

function RingFields({ layer }: { layer: LayerOf<'ring'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <Part title={t('fields.ring')}>
        <Three>
          <Num
            label={t('fields.radius')}
            value={layer.radius}
            min={1}
            max={most}
            onChange={(radius) => set({ radius }, 'resize')}
          />
          <Num
            label={t('fields.thickness')}
            value={layer.width}
            min={0}
            max={most}
            onChange={(width) => set({ width })}
          />
          <Num
            label={t('fields.gap')}
            value={layer.gap}
            min={0}
            max={200}
            isDisabled={layer.pattern === 'solid'}
            onChange={(gap) => set({ gap })}
          />
        </Three>
        <Select
          label={t('fields.pattern')}
          options={(['solid', 'dash', 'bead', 'rope'] as const).map((value) => ({
            value,
            label: t(`patterns.${value}`),
          }))}
          value={layer.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      </Part>
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.color')} paint={layer.paint} onChange={(paint) => paint && set({ paint })} />
      </Part>
    </>
  )
}

/** The words of a layer that has one line of them. */
function LinePart({ layer }: { layer: LayerOf<'ribbon'> | LayerOf<'arcText'> }) {
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

function RibbonFields({ layer }: { layer: LayerOf<'ribbon'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <LinePart layer={layer} />
      <SizePart layer={layer} />
      <Part title={t('fields.ribbon')}>
        <Select
          label={t('fields.style')}
          options={ribbonStyles.map((value) => ({ value, label: t(`ribbons.${value}`) }))}
          value={([...ribbonStyles] as string[]).includes(layer.style) ? layer.style : null}
          onChange={(style) => set({ style })}
        />
        <Slide
          label={t('fields.bend')}
          value={Math.round(layer.sagitta * 100)}
          min={-30}
          max={30}
          onChange={(value) => set({ sagitta: value / 100 })}
        />
      </Part>
      <LetteringPart layer={layer} />
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.face')} paint={layer.face} onChange={(face) => face && set({ face })} />
        <PaintField label={t('fields.tails')} paint={layer.tail} onChange={(tail) => tail && set({ tail })} />
        <PaintField
          label={t('fields.lettering')}
          paint={layer.textPaint}
          onChange={(textPaint) => textPaint && set({ textPaint })}
        />
      </Part>
    </>
  )
}

function TextFields({ layer }: { layer: LayerOf<'text'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const { designer } = useEditor()
  return (
    <>
      <Part title={t('fields.words')}>
        <TextArea
          label={t('fields.text')}
          hideLabel
          rows={2}
          value={layer.text}
          maxLength={500}
          onChange={(text) => set({ text })}
          onBlur={() => designer.settle()}
        />
        <Select
          label={t('fields.align')}
          options={(['left', 'center', 'right'] as const).map((value) => ({ value, label: t(`aligned.${value}`) }))}
          value={layer.align}
          onChange={(align) => set({ align })}
        />
        <Two>
          <Num
            label={t('fields.lineHeight')}
            value={layer.lineHeight}
            min={0.5}
            max={4}
            step={0.05}
            onChange={(lineHeight) => set({ lineHeight })}
          />
          <Num
            label={t('fields.fitWidth')}
            value={layer.fitWidth ?? 0}
            min={0}
            max={most}
            onChange={(value) => set({ fitWidth: value > 0 ? value : null })}
          />
        </Two>
        <p className={css.quiet}>{t('fields.fitWidthNote')}</p>
      </Part>
      <LetteringPart layer={layer} />
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.color')} paint={layer.paint} onChange={(paint) => paint && set({ paint })} />
        <StrokeField label={t('fields.outline')} stroke={layer.stroke} onChange={(stroke) => set({ stroke })} />
      </Part>
    </>
  )
}

function ArcTextFields({ layer }: { layer: LayerOf<'arcText'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <LinePart layer={layer} />
      <Part title={t('fields.arc')}>
        <Select
          label={t('fields.side')}
          options={(['top', 'bottom'] as const).map((value) => ({ value, label: t(`sides.${value}`) }))}
          value={layer.side}
          onChange={(side) => set({ side })}
        />
        <Slide
          label={t('fields.radius')}
          value={layer.radius}
          min={10}
          max={300}
          onChange={(radius) => set({ radius }, 'resize')}
        />
        <Slide
          label={t('fields.angle')}
          value={layer.angle}
          min={-180}
          max={180}
          onChange={(angle) => set({ angle }, 'rotate')}
        />
        <Slide label={t('fields.sweep')} value={layer.sweep} min={10} max={350} onChange={(sweep) => set({ sweep })} />
        <p className={css.quiet}>{t('fields.sweepNote')}</p>
      </Part>
      <LetteringPart layer={layer} />
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.color')} paint={layer.paint} onChange={(paint) => paint && set({ paint })} />
      </Part>
    </>
  )
}

function GlyphFields({ layer }: { layer: LayerOf<'glyph'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const isDuotone = layer.glyph.startsWith('phosphor-duotone/')
  return (
    <>
      <Part title={t('fields.glyph')}>
        <Two>
          <Num
            label={t('fields.size')}
            value={layer.size}
            min={1}
            max={most}
            onChange={(size) => set({ size }, 'resize')}
          />
          <GlyphChange layer={layer} />
        </Two>
      </Part>
      <Part title={t('fields.paint')}>
        <PaintField label={t('fields.color')} paint={layer.paint} onChange={(paint) => paint && set({ paint })} />
        {isDuotone ? (
          <PaintField
            label={t('fields.secondColor')}
            paint={layer.paint2}
            mayBeNone
            onChange={(paint2) => set({ paint2 })}
          />
        ) : null}
      </Part>
    </>
  )
}

function PictureFields({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <SizePart layer={layer} />
      <Part title={t('fields.picture')}>
        <Select
          label={t('fields.clip')}
          options={(['none', 'circle'] as const).map((value) => ({ value, label: t(`clips.${value}`) }))}
          value={layer.clip ? 'circle' : 'none'}
          onChange={(clip) => set({ clip: clip === 'none' ? null : { shape: clip, params: {} } })}
        />
      </Part>
    </>
  )
}
