import {
  Circle,
  CircleDot,
  Hexagon,
  Image,
  LayoutTemplate,
  type LucideIcon,
  Palette,
  QrCode,
  RectangleHorizontal,
  Ribbon,
  Smile,
  Spline,
  Type,
} from 'lucide-react'
import type { AddPlace } from '../add/add-place'
import type { Editor } from '../editor'
import { newArcText, newQr, newRibbon, newRing, newShape, newText } from '../new-layers'
import type { Doing } from './command'

const addShape =
  (shape: string) =>
  ({ designer, add, t }: Editor): void =>
    add(newShape(designer.document(), shape, t(`shapes.${shape}`)))

/** Opens a tab of what can be added, and goes there. */
const open = (place: AddPlace, icon: LucideIcon) =>
  ({
    icon,
    run: ({ view, focusAdd }: Editor): void => {
      view.setState({ place, isLeftOpen: true, isRightOpen: false })
      focusAdd()
    },
  }) as const

export const addCommands = {
  addText: {
    icon: Type,
    run: ({ designer, add, t }) => add(newText(designer.document(), t('sample.text'), t('names.text')), true),
  },
  addArcText: {
    icon: Spline,
    run: ({ designer, add, t }) => add(newArcText(designer.document(), t('sample.arc'), t('names.arcText')), true),
  },
  addRectangle: { icon: RectangleHorizontal, run: addShape('rounded') },
  addEllipse: { icon: Circle, run: addShape('circle') },
  addPolygon: { icon: Hexagon, run: addShape('polygon') },
  addRing: {
    icon: CircleDot,
    run: ({ designer, add, t }) => add(newRing(designer.document(), 'solid', t('names.ring'))),
  },
  addRibbon: {
    icon: Ribbon,
    run: ({ add, t }) => add(newRibbon('folded', t('sample.ribbon'), t('names.ribbon')), true),
  },
  addQr: { icon: QrCode, run: ({ designer, add, t }) => add(newQr(designer.document(), t('properties:add.qr'))) },
  openTemplates: open('templates', LayoutTemplate),
  openShapes: open('shapes', Hexagon),
  openRings: open('rings', CircleDot),
  openRibbons: open('ribbon', Ribbon),
  openText: open('text', Type),
  openGlyphs: open('glyphs', Smile),
  openPictures: open('pictures', Image),
  openColors: open('brand', Palette),
} as const satisfies Record<string, Doing>
