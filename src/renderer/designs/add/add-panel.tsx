import { Circle, Hexagon, Image, LayoutTemplate, type LucideIcon, Palette, Ribbon, Smile, Type } from 'lucide-react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ringGeometry } from '../../../core/designs/rings'
import { ribbonGeometry, ribbonStyles } from '../../../core/designs/ribbon'
import { replaceDocument } from '../../../core/designs/operations'
import { silhouettes } from '../../../core/designs/silhouettes'
import { FileButton } from '../../ui/drop-zone'
import { Icon } from '../../ui/icon'
import { showToast } from '../../ui/toast'
import { useEditor } from '../editor'
import { newArcText, newGlyph, newRibbon, newRing, newShape, newText } from '../new-layers'
import { PalettePart } from '../properties/palette-part'
import { ShapePicture } from '../shape-picture'
import { TemplatePicture } from '../template-picture'
import { templates } from '../templates'
import css from './add.module.css'
import { AddTile } from './add-tile'
import { glyphName } from './glyph-name'
import { GlyphPicker } from './glyph-picker'

const addPlaces = ['templates', 'shapes', 'rings', 'ribbon', 'text', 'glyphs', 'pictures', 'colors'] as const
export type AddPlace = (typeof addPlaces)[number]
const icons: Readonly<Record<AddPlace, LucideIcon>> = {
  templates: LayoutTemplate,
  shapes: Hexagon,
  rings: Circle,
  ribbon: Ribbon,
  text: Type,
  glyphs: Smile,
  pictures: Image,
  colors: Palette,
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
      return <ShapeTiles />
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
    case 'colors':
      return <PalettePart />
  }
}

function TemplateTiles() {
  const { t } = useTranslation('designs')
  const { act, designer, undo } = useEditor()
  return (
    <div className={css.tiles}>
      {templates.map((template) => (
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
}

function ShapeTiles() {
  const { t } = useTranslation('designs')
  const { add, designer } = useEditor()
  return (
    <div className={css.tiles}>
      {silhouettes.map(({ shape }) => (
        <AddTile
          key={shape}
          label={t(`shapes.${shape}`)}
          onAdd={() => add(newShape(designer.document(), shape, t(`shapes.${shape}`)))}
        >
          <ShapePicture shape={shape} />
        </AddTile>
      ))}
    </div>
  )
}

function RingTiles() {
  const { t } = useTranslation('designs')
  const { add, designer } = useEditor()
  return (
    <div className={css.tiles}>
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
      {ribbonStyles.map((style) => {
        const ribbon = ribbonGeometry({ style, width: 104, height: 24, sagitta: 0.08 })
        return (
          <AddTile
            key={style}
            label={t(`ribbons.${style}`)}
            onAdd={() => add(newRibbon(style, t('sample.ribbon'), t('names.ribbon')), true)}
          >
            <svg viewBox="-56 -40 112 80" aria-hidden>
              <path d={ribbon.tails} opacity={0.6} />
              <path d={ribbon.folds} opacity={0.85} />
              <path d={ribbon.face} />
            </svg>
          </AddTile>
        )
      })}
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
  return <GlyphPicker onPick={({ id }) => add(newGlyph(designer.document(), id, glyphName(id)))} />
}

function Pictures() {
  const { t } = useTranslation('designs')
  const { addPictures } = useEditor()
  return (
    <div className={css.pictures}>
      <FileButton accept={['image/*']} multiple onFiles={(files) => addPictures(files)}>
        {t('pictures.pick')}
      </FileButton>
      <p className={css.note}>{t('pictures.note')}</p>
    </div>
  )
}
