import {
  Circle,
  Hexagon,
  Image,
  LayoutTemplate,
  type LucideIcon,
  Palette,
  QrCode,
  Ribbon,
  Smile,
  Type,
} from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ringGeometry } from '../../../core/designs/rings'
import { ribbonStyles } from '../../../core/designs/ribbon'
import { replaceDocument, updateLayer } from '../../../core/designs/operations'
import { addShapeRing, mostRings } from '../../../core/designs/shape-ring-operations'
import type { OwnTemplate } from '../../../core/designs/templates'
import { silhouettePath } from '../../../core/designs/silhouettes'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { opticalShift } from '../../drawing'
import { FileButton } from '../../ui/drop-zone'
import { Icon } from '../../ui/icon'
import { Segments } from '../../ui/segments'
import { showToast } from '../../ui/toast'
import { useEditor, useSelectedKnown } from '../editor'
import {
  newArcText,
  newBoxText,
  newFrame,
  newGlyph,
  newQr,
  newRibbon,
  newRing,
  newShape,
  newShapeRing,
  newText,
} from '../new-layers'
import { RibbonPicture } from '../ribbon-picture'
import { TemplatePicture } from '../template-picture'
import { templates } from '../templates'
import css from './add.module.css'
import { AddTile } from './add-tile'
import { BrandPart } from './brand-part'
import { glyphName } from './glyph-name'
import { GlyphPicker } from './glyph-picker'
import { MakeTemplate } from './make-template'
import { SilhouetteGallery } from './silhouette-gallery'
import { swapped } from './swapped'
import { addPlaces, type AddPlace } from './add-place'

const icons: Readonly<Record<AddPlace, LucideIcon>> = {
  templates: LayoutTemplate,
  shapes: Hexagon,
  rings: Circle,
  ribbon: Ribbon,
  text: Type,
  glyphs: Smile,
  pictures: Image,
  brand: Palette,
}

/** Everything that can be put on the canvas, by kind. */
export function AddPanel(props: { place: AddPlace; onPlace: (place: AddPlace) => void }) {
  const { t } = useTranslation('designs')
  return (
    <Tabs
      orientation="vertical"
      className={css.add ?? ''}
      selectedKey={props.place}
      onSelectionChange={(key) => {
        const place = addPlaces.find((it) => it === key)
        if (place) props.onPlace(place)
      }}
    >
      <TabList aria-label={t('add.title')} className={css.places ?? ''}>
        {addPlaces.map((place) => (
          <Tab key={place} id={place} className={css.place ?? ''}>
            <Icon icon={icons[place]} size={18} />
            {t(`add.${place}`)}
          </Tab>
        ))}
      </TabList>
      {addPlaces.map((place) => (
        <TabPanel key={place} id={place} className={css.panel ?? ''}>
          <h2 className={css.heading}>{t(`add.${place}`)}</h2>
          <Content place={place} />
        </TabPanel>
      ))}
    </Tabs>
  )
}

function Content({ place }: { place: AddPlace }) {
  switch (place) {
    case 'templates':
      return <TemplateTiles />
    case 'shapes':
      return <Shapes />
    case 'rings':
      return <RingTiles />
    case 'ribbon':
      return <RibbonTiles />
    case 'text':
      return <TextTiles />
    case 'glyphs':
      return <Glyphs />
    case 'pictures':
      return <Pictures />
    case 'brand':
      return <BrandPart />
  }
}

function TemplateTiles() {
  const { t } = useTranslation('designs')
  const { act, designer, undo } = useEditor()
  const own = useCall(['templates'], (signal) => client.templates.list(undefined, { signal }), ['templates.saved'])
  const yours = own.data ?? []
  const tiles = (shown: readonly OwnTemplate[]) => (
    <div className={css.tiles}>
      {shown.map((template) => (
        <AddTile
          key={template.id}
          label={template.name}
          onAdd={() => {
            const hadLayers = designer.document().layers.length > 0
            designer.select([])
            act(replaceDocument(template.document))
            // Nothing is asked: what was there is one step away.
            if (hadLayers)
              showToast({
                text: t('add.replaced', { name: template.name }),
                action: { label: t('undo'), onPress: undo },
              })
          }}
        >
          <TemplatePicture template={template} />
        </AddTile>
      ))}
    </div>
  )
  return (
    <>
      {yours.length > 0 ? (
        <section aria-label={t('project:template.yours')} className={css.shelf}>
          <h3>{t('project:template.yours')}</h3>
          {tiles(yours)}
        </section>
      ) : null}
      {tiles(templates)}
      <MakeTemplate />
    </>
  )
}

/** Silhouettes: a new one, or with one selected, another in its place that keeps everything else. */
function Shapes() {
  const { t } = useTranslation('designs')
  const { act, add, designer } = useEditor()
  const [only, ...others] = useSelectedKnown()
  const [swaps, setSwaps] = useState(false)
  const shape = only?.kind === 'shape' && others.length === 0 && !only.locked ? only : null
  const isSwap = swaps && shape !== null
  return (
    <>
      {shape ? (
        <Segments
          label={t('properties:add.shapeMode')}
          options={(['shapeNew', 'shapeSwap'] as const).map((value) => ({
            value,
            label: t(`properties:add.${value}`),
          }))}
          value={isSwap ? 'shapeSwap' : 'shapeNew'}
          onChange={(mode) => setSwaps(mode === 'shapeSwap')}
        />
      ) : null}
      <SilhouetteGallery
        {...(isSwap ? { chosen: shape.shape } : {})}
        onPick={(picked) => {
          if (isSwap) act(updateLayer(shape.id, swapped(shape, picked, t)))
          else add(newShape(designer.document(), picked, t(`shapes.${picked}`)))
        }}
      />
    </>
  )
}

function RingTiles() {
  const { t } = useTranslation('designs')
  const { act, add, designer } = useEditor()
  const [only, ...others] = useSelectedKnown()
  const shape = only?.kind === 'shape' && others.length === 0 && !only.locked ? only : null
  return (
    <div className={css.tiles}>
      {shape && shape.rings.length < mostRings ? (
        <AddTile
          label={t('properties:add.ringToShape')}
          onAdd={() => act(addShapeRing(shape.id, newShapeRing(shape.rings)))}
        >
          <svg viewBox="-48 -48 96 96" aria-hidden>
            <path d={silhouettePath(shape.shape, shape.params, 80, 80)} opacity={0.25} />
            <path
              d={silhouettePath(shape.shape, shape.params, 64, 64)}
              fill="none"
              stroke="currentColor"
              strokeWidth={5}
            />
          </svg>
        </AddTile>
      ) : null}
      <AddTile
        label={t('properties:add.frame')}
        onAdd={() => add(newFrame(designer.document(), 'circle', t('shapes.circle')))}
      >
        <svg viewBox="-48 -48 96 96" aria-hidden>
          <circle r={42} opacity={0.25} />
          <circle r={39} fill="none" stroke="currentColor" strokeWidth={6} />
          <circle r={32} fill="none" stroke="currentColor" strokeWidth={2} />
          <circle
            r={26}
            fill="none"
            stroke="currentColor"
            strokeWidth={4}
            strokeDasharray="0 7"
            strokeLinecap="round"
          />
        </svg>
      </AddTile>
      {(['solid', 'dash', 'bead', 'rope'] as const).map((pattern) => {
        const ring = ringGeometry({ radius: 38, width: pattern === 'solid' ? 5 : 8, pattern, gap: 0 })
        return (
          <AddTile
            key={pattern}
            label={t(`patterns.${pattern}`)}
            onAdd={() => add(newRing(designer.document(), pattern, t('names.ring')))}
          >
            <svg viewBox="-48 -48 96 96" aria-hidden>
              {ring.kind === 'line' ? (
                <path
                  d={ring.path}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth={ring.width}
                  strokeDasharray={ring.dash.join(' ')}
                />
              ) : (
                <path d={ring.path} />
              )}
            </svg>
          </AddTile>
        )
      })}
    </div>
  )
}

function RibbonTiles() {
  const { t } = useTranslation('designs')
  const { add } = useEditor()
  return (
    <div className={css.tiles}>
      {ribbonStyles.map((style) => (
        <AddTile
          key={style}
          label={t(`ribbons.${style}`)}
          onAdd={() => add(newRibbon(style, t('sample.ribbon'), t('names.ribbon')), true)}
        >
          <RibbonPicture style={style} />
        </AddTile>
      ))}
    </div>
  )
}

function TextTiles() {
  const { t } = useTranslation('designs')
  const { add, designer } = useEditor()
  const at = () => designer.document()
  return (
    <div className={css.tiles}>
      <AddTile label={t('text.title')} onAdd={() => add(newText(at(), t('sample.text'), t('names.text')), true)}>
        <span className={css.letters}>{t('sample.letters')}</span>
      </AddTile>
      <AddTile
        label={t('text.numeral')}
        onAdd={() => add(newText(at(), t('sample.numeral'), t('names.numeral'), 200), true)}
      >
        <span className={css.letters}>{t('sample.numeral')}</span>
      </AddTile>
      <AddTile
        label={t('properties:add.boxText')}
        onAdd={() => add(newBoxText(at(), t('properties:add.boxSample'), t('names.text')), true)}
      >
        <svg viewBox="-48 -48 96 96" aria-hidden>
          <path
            d="M-34 -20H34M-34 -4H34M-34 12H34M-34 28H8"
            fill="none"
            stroke="currentColor"
            strokeWidth={7}
            strokeLinecap="round"
          />
        </svg>
      </AddTile>
      {(['top', 'bottom'] as const).map((side) => (
        <AddTile
          key={side}
          label={t(`text.${side}`)}
          onAdd={() => add(newArcText(at(), t('sample.arc'), t('names.arcText'), side), true)}
        >
          <svg viewBox="-48 -48 96 96" aria-hidden>
            <path
              d={side === 'top' ? 'M-36 14A36 36 0 0 1 36 14' : 'M-36 -14A36 36 0 0 0 36 -14'}
              fill="none"
              stroke="currentColor"
              strokeWidth={11}
              strokeDasharray="8 4"
            />
          </svg>
        </AddTile>
      ))}
    </div>
  )
}

function Glyphs() {
  const { add, designer } = useEditor()
  return <GlyphPicker onPick={({ id }) => add(newGlyph(designer.document(), id, glyphName(id), opticalShift(id)))} />
}

function Pictures() {
  const { t } = useTranslation('designs')
  const { designer, add, addPictures } = useEditor()
  return (
    <div className={css.pictures}>
      <FileButton accept={['image/*']} multiple onFiles={(files) => addPictures(files)}>
        {t('pictures.pick')}
      </FileButton>
      <p className={css.note}>{t('pictures.note')}</p>
      <div className={css.tiles}>
        <AddTile label={t('properties:add.qr')} onAdd={() => add(newQr(designer.document(), t('properties:add.qr')))}>
          <QrCode aria-hidden strokeWidth={1.5} className={css.drawn} />
        </AddTile>
      </div>
      <p className={css.note}>{t('properties:add.qrNote')}</p>
    </div>
  )
}
