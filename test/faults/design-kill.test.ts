import { execFileSync, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { allSteps, historyAt, readHistory } from '../../src/core/designs/history'
import { readSteps } from '../../src/main/catalog/design-history'
import { listDesigns, readDesign } from '../../src/main/catalog/designs'
import { openCatalog } from '../../src/main/catalog/open'
import { designOf, shapeLayer } from '../support/designs'
import { temporaryFolder } from '../support/library'
import { seeded } from '../support/mixed-design'

const kills = 8
const worker = join(process.cwd(), '.cache/bench/design-kill-worker.mjs')

beforeAll(() => {
  execFileSync(process.execPath, [
    join(process.cwd(), 'test/bench/bundle.mjs'),
    'test/faults/design-kill-worker.ts',
    'design-kill-worker',
  ])
}, 120_000)

/** Lets a process edit until it is killed, as soon as it has acknowledged `saves`; the last count that it had acknowledged. */
function editUntilKilled(folder: string, saves: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      // The first line says that the design is open. The process goes on with its next edits until the signal is there.
      if (said.split('\n').length - 2 >= saves) child.kill('SIGKILL')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`The worker ended by itself: ${complaint}`))
      resolve(Number(said.split('\n').at(-2)?.split(' ')[1] ?? 0))
    })
  })
}
const first = designOf(shapeLayer('a'), shapeLayer('b'), shapeLayer('counter', { name: '0' }))

describe('kill -9 in the middle of edits', () => {
  it(
    'row 18: the design is as it was last acknowledged or later, and undo goes back to its very beginning',
    async () => {
      const folder = temporaryFolder()
      const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
      const again = `SEED=${String(seed)} kills after as many saves`
      const chance = seeded(seed)
      let edits = 0
      for (let kill = 0; kill < kills; kill += 1) {
        const acknowledged = await editUntilKilled(folder, 1 + Math.floor(chance() * 40))
        const catalog = openCatalog({ folder })
        const [card] = listDesigns(catalog)
        const { document } = readDesign(catalog, card?.id ?? '')
        const kept = readSteps(catalog, card?.id ?? '')
        const history = readHistory(document, kept)
        catalog.close()
        const counter = document.layers.find(({ id }) => id === 'counter')
        expect(Number(Reflect.get(counter ?? {}, 'name')), again).toBeGreaterThanOrEqual(acknowledged)
        expect(allSteps(history), again).toHaveLength(kept.steps.length)
        expect(history.past, again).toHaveLength(kept.at)
        expect(historyAt(history, 0).present, again).toEqual(first)
        edits = history.past.length
      }
      expect(edits).toBeGreaterThan(kills)
      rmSync(folder, { recursive: true })
    },
    kills * 20_000,
  )
})
