import { layerOf, type DesignDocument, type Effect, type Paint } from '../../src/core/designs/document'
import { designOf } from './designs'

const role = (name: string, shade = 0): Paint => ({ kind: 'solid', color: { role: name, shade } })
const plain = (hex: string): Paint => ({ kind: 'solid', color: { hex } })

/** The name of the test picture with colours, a hole and soft edges that `harness.ts` draws. */
export const testPicture = 'c'.repeat(64)

const shadow: Effect = { kind: 'shadow', dx: 4, dy: 6, blur: 10, color: { hex: '#102030' }, opacity: 0.5 }
const hard: Effect = { kind: 'shadow', dx: 5, dy: 5, blur: 0, color: { role: 'frame' }, opacity: 1 }
const outline: Effect = { kind: 'outline', width: 5, color: { role: 'cream' } }
const bevel: Effect = { kind: 'bevel', width: 6, angle: -40, light: 0.6, shade: 0.4 }
const gloss: Effect = { kind: 'gloss', height: 0.45, opacity: 0.6 }
const stitch: Effect = { kind: 'stitch', inset: 8, width: 3, dash: 12, gap: 7, color: { role: 'cream' } }

const at = (id: string, x: number, y: number) => ({ id, name: id, x, y })
const lettering = { family: 'Montserrat', weight: 800, size: 40, tracking: 0.1 }

/** A design with every kind of layer, every paint, every effect, a group, a mask, a nested mask and filters. */
export const everyKind: DesignDocument = designOf(
  layerOf({
    ...at('disc', 300, 300),
    kind: 'shape',
    shape: 'circle',
    width: 540,
    height: 540,
    fill: {
      kind: 'linear',
      angle: 0,
      stops: [
        { offset: 0, color: { role: 'field', shade: 20 } },
        { offset: 1, color: { role: 'field' } },
      ],
    },
    stroke: { paint: role('frame'), width: 10 },
    rings: [
      { inset: 10, width: 6, pattern: 'rope', paint: role('accent') },
      { inset: 4, width: 3, pattern: 'dash', paint: role('cream') },
    ],
    effects: [shadow, bevel],
  }),
  layerOf({ ...at('beads', 300, 300), kind: 'ring', radius: 205, width: 6, paint: role('accent'), pattern: 'bead' }),
  layerOf({
    ...at('metal', 300, 250),
    kind: 'shape',
    shape: 'hexagon',
    width: 190,
    height: 170,
    rotation: 15,
    fill: {
      kind: 'conic',
      angle: 20,
      stops: [0, 0.25, 0.5, 0.75, 1].map((offset, index) => ({
        offset,
        color: { hex: index % 2 === 0 ? '#f8e08a' : '#a8741a' },
      })),
    },
    stroke: null,
    effects: [hard, outline, gloss, stitch],
  }),
  layerOf({
    ...at('glyph', 300, 250),
    kind: 'glyph',
    glyph: 'phosphor-duotone/book-open',
    size: 90,
    paint: role('frame'),
    paint2: {
      kind: 'radial',
      stops: [0, 1].map((offset) => ({ offset, color: { role: offset ? 'accent' : 'cream' } })),
    },
    opacity: 0.9,
    effects: [{ ...bevel, width: 3 }, outline],
  }),
  layerOf({
    ...at('arc', 300, 300),
    kind: 'arcText',
    text: 'EVERY KIND',
    lettering,
    paint: role('cream'),
    radius: 160,
    side: 'top',
    stroke: { paint: role('frame'), width: 4 },
    effects: [hard],
  }),
  layerOf({
    ...at('window', 150, 330),
    kind: 'shape',
    shape: 'star',
    width: 110,
    height: 110,
    fill: plain('#000000'),
    stroke: null,
    parent: 'masked',
  }),
  layerOf({
    ...at('photo', 150, 330),
    kind: 'picture',
    sha256: testPicture,
    width: 120,
    height: 120,
    crop: { x: 0.1, y: 0.1, width: 0.8, height: 0.7 },
    fit: 'cover',
    filters: [
      { kind: 'duotone', dark: { role: 'frame' }, light: { role: 'cream' } },
      { kind: 'blur', radius: 2 },
    ],
    parent: 'masked',
  }),
  layerOf({ ...at('masked', 300, 300), kind: 'group', mask: true, effects: [{ ...outline, width: 4 }], opacity: 0.95 }),
  layerOf({
    ...at('cut', 455, 330),
    kind: 'picture',
    sha256: testPicture,
    width: 100,
    height: 100,
    rotation: -12,
    clip: { shape: 'shield', params: {} },
    effects: [shadow, { ...outline, width: 4 }, { ...stitch, inset: 5, width: 2 }],
  }),
  layerOf({
    ...at('loose', 380, 360),
    kind: 'picture',
    sha256: testPicture,
    width: 60,
    height: 60,
    fit: 'contain',
    effects: [
      { ...outline, width: 4 },
      { ...bevel, width: 2 },
    ],
  }),
  layerOf({
    ...at('ribbon', 300, 425),
    kind: 'ribbon',
    width: 430,
    height: 66,
    sagitta: 0.08,
    face: role('accent'),
    tail: role('accent', -35),
    text: 'Fjord & flame',
    lettering: { ...lettering, size: 34, tracking: 0.02 },
    textPaint: role('frame'),
    opacity: 0.92,
    effects: [shadow, { ...stitch, inset: 5, width: 2 }],
  }),
  layerOf({
    ...at('words', 300, 500),
    kind: 'text',
    text: 'Zoë first AVA',
    lettering: { family: 'Playfair Display', weight: 800, size: 34, tracking: 0 },
    paint: {
      kind: 'linear',
      angle: 0,
      stops: [0, 1].map((offset) => ({ offset, color: { role: offset ? 'accent' : 'cream' } })),
    },
    stroke: { paint: role('frame'), width: 3 },
    effects: [
      { ...shadow, dx: 0, dy: 3, blur: 5 },
      { ...gloss, height: 0.5 },
    ],
  }),
  layerOf({
    ...at('code', 300, 345),
    kind: 'qr',
    content: 'https://example.org/a/123456',
    size: 70,
    dark: { role: 'frame' },
    light: { role: 'cream' },
    quiet: 2,
    rotation: 5,
    parent: 'pair',
  }),
  layerOf({ ...at('spot', 225, 385), kind: 'ring', radius: 12, width: 8, paint: role('accent'), parent: 'pair' }),
  layerOf({ ...at('pair', 300, 300), kind: 'group', opacity: 0.8, effects: [hard] }),
  layerOf({ ...at('gone', 500, 500), kind: 'ring', radius: 40, width: 8, paint: plain('#ff0000'), parent: 'hidden' }),
  layerOf({ ...at('hidden', 300, 300), kind: 'group', hidden: true }),
)
