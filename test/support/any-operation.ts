import fc from 'fast-check'
import type { DesignDocument, Layer } from '../../src/core/designs/document'
import { boxAround, type Box } from '../../src/core/designs/geometry'
import * as groups from '../../src/core/designs/groups'
import { placeOf } from '../../src/core/designs/layer-bounds'
import * as op from '../../src/core/designs/operations'
import { anyDocument } from './any-design'
import { shapeLayer } from './designs'

/** Boxes without measuring: every layer as large as a stamp. */
export const stamps = (layer: Layer): Box => boxAround(80, 50, placeOf(layer))

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'n0', 'n1']
const ids = fc.subarray(letters, { minLength: 1 })
const id = fc.constantFrom(...letters)
const small = fc.integer({ min: -50, max: 50 })
const factor = fc.constantFrom(0.5, 1, 1.5, 2)
/** New ids are few, so that they are taken now and then. */
const newId = fc.constantFrom('n0', 'n1', 'n2', 'n3', 'n4')
const axis = fc.constantFrom('horizontal' as const, 'vertical' as const)

/** How an operation is made of the document that it is for. */
type Making = (document: DesignDocument) => op.Operation
const making = <Values>(values: fc.Arbitrary<Values>, make: (values: Values) => op.Operation): fc.Arbitrary<Making> =>
  values.map((it) => () => make(it))

/** Every operation that there is, with whatever arguments. */
export const anyOperation: fc.Arbitrary<Making> = fc.oneof(
  making(fc.tuple(ids, small, small), ([them, dx, dy]) => op.moveLayers(them, dx, dy)),
  making(ids, op.removeLayers),
  making(fc.tuple(ids, fc.constantFrom<op.Order>('front', 'forward', 'backward', 'back')), ([them, way]) =>
    op.reorderLayers(them, way),
  ),
  making(fc.tuple(ids, fc.boolean()), ([them, locked]) => op.setLocked(them, locked)),
  making(fc.tuple(ids, fc.boolean()), ([them, hidden]) => op.setHidden(them, hidden)),
  making(newId, (it) => op.addLayer(shapeLayer(it), 1)),
  making(fc.tuple(newId, id), ([it, parent]) => op.addLayers([shapeLayer(it, { parent })])),
  making(fc.constantFrom('#112233', '#445566'), (hex) => op.setPalette({ field: hex })),
  making(fc.tuple(ids, small), ([them, degrees]) => op.rotateLayers(them, degrees)),
  making(fc.tuple(ids, small), ([them, degrees]) => op.rotateLayers(them, degrees, { x: 300, y: 300 })),
  making(fc.tuple(ids, factor, factor), ([them, sx, sy]) => op.resizeLayers(them, sx, sy, undefined, stamps)),
  making(fc.tuple(ids, fc.constantFrom<op.Alignment>('left', 'middle')), ([them, way]) =>
    op.alignLayers(them, way, stamps, 'silhouette'),
  ),
  making(ids, (them) => op.centreLayers(them, stamps)),
  making(fc.tuple(ids, axis), ([them, way]) => op.distributeLayers(them, way, stamps)),
  making(fc.tuple(ids, axis, small), ([them, way, gap]) => op.equalGaps(them, way, gap, stamps)),
  making(fc.tuple(ids, fc.constantFrom('width' as const, 'both' as const)), ([them, side]) =>
    op.matchSize(them, side, stamps),
  ),
  making(fc.tuple(id, fc.string()), ([it, name]) => op.renameLayer(it, name.slice(0, 120))),
  making(fc.tuple(id, id), ([it, parent]) => op.updateLayer(it, { parent })),
  making(fc.tuple(ids, newId), ([them, it]) => groups.groupLayers(them, it, 'Group')),
  making(fc.tuple(ids, newId), ([them, it]) => groups.maskWith(them, it, 'Mask')),
  making(ids, groups.ungroup),
  making(ids, groups.releaseMask),
  making(fc.tuple(ids, fc.option(id), fc.nat(5)), ([them, parent, index]) => groups.reparent(them, parent, index)),
  fc.tuple(ids, fc.nat(99)).map(([them, seed]) => (document: DesignDocument) => {
    let count = 0
    return op.duplicateLayers(document, them, () => `copy-${String(seed)}-${String(count++)}`)
  }),
  anyDocument.map((next) => () => op.replaceDocument(next)),
)
