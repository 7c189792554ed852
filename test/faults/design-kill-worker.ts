import { writeSync } from 'node:fs'
import { mostSteps, readHistory, startHistory } from '../../src/core/designs/history'
import {
  duplicateLayers,
  moveLayers,
  removeLayers,
  renameLayer,
  reorderLayers,
} from '../../src/core/designs/operations'
import { readSteps } from '../../src/main/catalog/design-history'
import { createDesign, listDesigns, readDesign, saveDesign } from '../../src/main/catalog/designs'
import { openCatalog } from '../../src/main/catalog/open'
import { createDesigner } from '../../src/renderer/designs/designer-store'
import { designOf, shapeLayer } from '../support/designs'

/**
 * Edits a design without end until it is killed, each save as the designer makes it. A save is acknowledged on standard output
 * as soon as it has returned: the design's id and the count that its layer `counter` is called by then.
 */
const [, , folder = ''] = process.argv
const catalog = openCatalog({ folder })
const [known] = listDesigns(catalog)
const first = designOf(shapeLayer('a'), shapeLayer('b'), shapeLayer('counter', { name: '0' }))
const id = known?.id ?? createDesign(catalog, { name: 'Star', document: first }).id
const { document, revision } = readDesign(catalog, id)
const history = known ? readHistory(document, readSteps(catalog, id)) : startHistory(document)
let count = Number((document.layers.find((layer) => layer.id === 'counter') as { name?: string } | undefined)?.name)
const designer = createDesigner(
  { name: 'Star', history, revision, picture: 'kept' },
  {
    save: (input) => Promise.resolve(saveDesign(catalog, { id, ...input })),
    read: () => Promise.reject(new Error('nobody else is here')),
    keepBeside: () => Promise.reject(new Error('nobody else is here')),
    gaveWay: () => undefined,
    keepPicture: () => Promise.resolve('kept'),
    report: (error) => {
      throw error
    },
  },
)
writeSync(1, 'open\n')

const act = (kind: number): void => {
  const { layers } = designer.document()
  const last = layers.findLast((layer) => layer.id !== 'counter')?.id ?? 'a'
  if (kind < 3) designer.undo()
  else if (kind < 5) designer.redo()
  else if (kind < 6) designer.act(reorderLayers([last], 'back'))
  else if (kind < 7 && layers.length < 20)
    designer.act(duplicateLayers(designer.document(), [last], () => crypto.randomUUID()))
  else if (kind < 8 && layers.length > 4) designer.act(removeLayers([last]))
  else designer.act(moveLayers([last], 1, 0), kind < 9 ? 'run' : null)
}
for (;;) {
  for (let times = 0; times < 5; times++) act(Math.floor(Math.random() * 10))
  // The history is counted from the start where it is kept whole, so it must not outgrow what is kept.
  if (designer.store.getState().history.dropped > 0 || count > mostSteps * 100) process.exit(1)
  designer.act(renameLayer('counter', String(++count)))
  await designer.flush()
  writeSync(1, `${id} ${String(count)}\n`)
  await new Promise<void>((resolve) => setImmediate(resolve))
}
