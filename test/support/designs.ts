import fc from 'fast-check'
import type { DesignDocument, KnownLayer, LayerOf } from '../../src/core/designs/document'
import type { MeasureText } from '../../src/core/designs/lettering'

/** Letters of a made-up face: every letter half its size wide, capitals 0.7 high. Real faces are measured in the browser tests. */
export const plainLetters: MeasureText = (text, { size }) => ({
  advance: text.length * size * 0.5,
  left: 0,
  right: text.length * size * 0.5,
  ascent: size * 0.7,
  descent: 0,
})

export const shapeLayer = (id: string, fields: Partial<LayerOf<'shape'>> = {}): LayerOf<'shape'> => ({
  id,
  kind: 'shape',
  name: id,
  x: 300,
  y: 300,
  rotation: 0,
  opacity: 1,
  hidden: false,
  locked: false,
  parent: null,
  effects: [],
  levels: null,
  shape: 'rounded',
  params: {},
  width: 100,
  height: 60,
  fill: { kind: 'solid', color: { role: 'field' } },
  stroke: null,
  rings: [],
  ...fields,
})
export const arcLayer = (id: string, fields: Partial<LayerOf<'arcText'>> = {}): LayerOf<'arcText'> => ({
  id,
  kind: 'arcText',
  name: id,
  x: 300,
  y: 300,
  rotation: 0,
  opacity: 1,
  hidden: false,
  locked: false,
  parent: null,
  effects: [],
  levels: null,
  text: 'READING',
  lettering: { family: 'Montserrat', weight: 800, size: 40, tracking: 0.1 },
  paint: { kind: 'solid', color: { role: 'cream' } },
  radius: 200,
  side: 'top',
  angle: 0,
  sweep: 200,
  stroke: null,
  ...fields,
})
export const textLayer = (id: string, fields: Partial<LayerOf<'text'>> = {}): LayerOf<'text'> => ({
  id,
  kind: 'text',
  name: id,
  x: 300,
  y: 300,
  rotation: 0,
  opacity: 1,
  hidden: false,
  locked: false,
  parent: null,
  effects: [],
  levels: null,
  text: 'CODE CLUB',
  lettering: { family: 'Montserrat', weight: 800, size: 60, tracking: 0 },
  paint: { kind: 'solid', color: { role: 'cream' } },
  align: 'center',
  lineHeight: 1.15,
  stroke: null,
  fitWidth: null,
  boxWidth: null,
  spans: [],
  ...fields,
})
export const designOf = (...layers: DesignDocument['layers']): DesignDocument => ({
  version: 2,
  size: 600,
  palette: { field: '#2c6e8f', frame: '#0e3247', accent: '#f2c94c', cream: '#fdf3d3' },
  layers,
  guides: [],
  levels: [],
})

/** Small random documents of shapes with ids a, b, c … */
export const documents: fc.Arbitrary<DesignDocument> = fc
  .array(
    fc.record({
      x: fc.integer({ min: -500, max: 900 }),
      y: fc.integer({ min: -500, max: 900 }),
      locked: fc.boolean(),
      hidden: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) => designOf(...rows.map((row, index): KnownLayer => shapeLayer('abcdef'.charAt(index), row))))
