import fc from 'fast-check'
import { layerOf, type DesignDocument, type Layer, type Paint } from '../../src/core/designs/document'
import { readDesign } from '../../src/core/designs/versions'
import { designOf } from './designs'

const solid: Paint = { kind: 'solid', color: { role: 'accent', shade: -20 } }
const metal: Paint = {
  kind: 'linear',
  angle: 30,
  stops: [
    { offset: 0, color: { hex: '#ffffff' }, opacity: 0.5 },
    { offset: 1, color: { role: 'frame' } },
  ],
}
const lettering = { family: 'Montserrat', weight: 800, size: 40, tracking: 0.1 }
const place = { x: 120, y: 240, rotation: 15, opacity: 0.8, hidden: false, locked: false, levels: ['gold'] }

/** One layer of a kind with every field away from its default, so that one which is lost shows. */
const layersOfKinds: readonly ((id: string) => Layer)[] = [
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Star',
      kind: 'shape',
      shape: 'star',
      params: { points: 7, depth: 0.4 },
      width: 220,
      height: 210,
      fill: metal,
      stroke: { paint: solid, width: 4, dash: [3, 2] },
      rings: [{ inset: 6, width: 3, pattern: 'rope', gap: 2, paint: solid }],
      effects: [{ kind: 'shadow', dx: 1, dy: 4, blur: 0, color: { hex: '#000000' }, opacity: 0.3 }],
    }),
  (id) =>
    layerOf({ ...place, id, name: 'Rim', kind: 'ring', radius: 250, width: 12, paint: metal, pattern: 'bead', gap: 3 }),
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Ribbon',
      kind: 'ribbon',
      style: 'waved',
      width: 400,
      height: 70,
      sagitta: 0.08,
      grows: true,
      face: solid,
      tail: metal,
      text: 'READING {level}',
      lettering,
      textPaint: solid,
    }),
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Title',
      kind: 'text',
      text: 'Ada\nLovelace',
      lettering,
      paint: metal,
      align: 'right',
      lineHeight: 1.4,
      stroke: { paint: solid, width: 2 },
      fitWidth: 300,
      boxWidth: 320,
      spans: [{ start: 0, end: 3, weight: 400, paint: solid }],
    }),
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Arc',
      kind: 'arcText',
      text: 'CODE CLUB',
      lettering,
      paint: solid,
      radius: 220,
      side: 'bottom',
      angle: 12,
      sweep: 160,
      stroke: { paint: solid, width: 1 },
    }),
  (id) =>
    layerOf({ ...place, id, name: 'Book', kind: 'glyph', glyph: 'fill/book', size: 200, paint: solid, paint2: metal }),
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Photo',
      kind: 'picture',
      sha256: 'ab'.repeat(32),
      width: 200,
      height: 150,
      crop: { x: 0.1, y: 0.2, width: 0.5, height: 0.6 },
      fit: 'cover',
      clip: { shape: 'circle', params: { n: 1 } },
      filters: [{ kind: 'duotone', dark: { role: 'frame' }, light: { role: 'cream' } }],
    }),
  (id) =>
    layerOf({
      ...place,
      id,
      name: 'Code',
      kind: 'qr',
      content: '{link}',
      size: 120,
      dark: { role: 'frame' },
      light: { hex: '#ffffff' },
      quiet: 3,
      level: 'Q',
    }),
  (id) => layerOf({ ...place, id, name: 'Group', kind: 'group', mask: true }),
  (id) => ({ id, kind: 'hologram', depth: { near: 1, far: [2, 3] }, x: 40 }),
  (id) => ({ id, kind: 'broken', was: { id, kind: 'text', wonder: true, parent: null } }),
]

/** A design with a layer of every kind, known and not; the fourth to sixth are in the group. */
export function everyKind(): DesignDocument {
  const layers = layersOfKinds.map((make, index) => make(`layer-${String(index)}`))
  const group = layers.findIndex(({ kind }) => kind === 'group')
  return readDesign({
    ...designOf(
      ...layers.map((layer, index): Layer =>
        index >= 3 && index < 6 ? { ...layer, parent: `layer-${String(group)}` } : layer,
      ),
    ),
    guides: [{ axis: 'x', at: 300 }],
    levels: [{ id: 'gold', name: 'Gold', palette: { frame: '#aa8800' } }],
  })
}

const someLayer = (id: string): fc.Arbitrary<Layer> =>
  fc
    .record({
      make: fc.constantFrom(...layersOfKinds),
      x: fc.integer({ min: -300, max: 900 }),
      y: fc.integer({ min: -300, max: 900 }),
      locked: fc.boolean(),
      opacity: fc.constantFrom(0.25, 0.5, 1),
      parent: fc.constantFrom(null, null, 'a', 'b', 'c', 'd', 'e', 'f', 'gone'),
    })
    .map(({ make, ...fields }) => {
      const layer = make(id)
      return layer.kind === 'hologram' || layer.kind === 'broken' ? layer : { ...layer, ...fields }
    })

/** Random documents with layers of every kind, known and not, of ids a … h in any order, in groups and out of them, as they are read from the library. */
export const anyDocument: fc.Arbitrary<DesignDocument> = fc
  .record({
    layers: fc
      .shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], { minLength: 1 })
      .chain((ids) => fc.tuple(...ids.map(someLayer))),
    palette: fc.constantFrom({ field: '#2c6e8f' }, { field: '#e4572e', frame: '#7d1f0f' }),
    guides: fc.constantFrom([], [{ axis: 'x', at: 300 }]),
    levels: fc.constantFrom([], [{ id: 'gold', name: 'Gold', palette: {} }]),
  })
  .map(({ layers, ...rest }) => readDesign({ ...designOf(...layers), ...rest }))
