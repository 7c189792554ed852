import { Circle, Hexagon, RectangleHorizontal, Spline, Type } from 'lucide-react'
import type { Editor } from '../editor'
import { newArcText, newShape, newText } from '../new-layers'
import type { Doing } from './command'

const addShape =
  (shape: string) =>
  ({ designer, add, t }: Editor): void =>
    add(newShape(designer.document(), shape, t(`shapes.${shape}`)))

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
} as const satisfies Record<string, Doing>
