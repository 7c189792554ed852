import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Catalog } from '../../src/main/catalog/catalog'
import { checkLibrary } from '../../src/main/catalog/check'
import { openCatalog } from '../../src/main/catalog/open'
import { prepared } from '../../src/main/catalog/sqlite'
import { searchPeople } from '../../src/main/catalog/people'
import { temporaryFolder } from '../support/library'

/** Kills in all, and how many of them one library has to live through. */
const kills = Number(process.env['BLAZON_KILLS'] ?? 100)
const killsPerLibrary = 25

const worker = join(process.cwd(), '.cache/bench/kill-worker.mjs')

beforeAll(() => {
  execFileSync(process.execPath, [
    join(process.cwd(), 'test/bench/bundle.mjs'),
    'test/faults/kill-worker.ts',
    'kill-worker',
  ])
}, 120_000)

type Acknowledged = Map<string, string[]>

/** Lets a process award until it is killed `afterMs` after it opened the library; what it had acknowledged by then. */
function awardUntilKilled(folder: string, afterMs: number): Promise<Acknowledged> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      said += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`The worker ended by itself: ${complaint}`))
      const lines = said.split('\n').slice(1, -1)
      resolve(new Map(lines.map((line) => [line.split(' ')[0]!, line.split(' ').slice(1)])))
    })
  })
}

/** Batches of which only a part is there, or which are there without having been acknowledged as a whole. */
const halfBatches = (catalog: Catalog) =>
  prepared<[]>(
    catalog.db,
    `SELECT batch.id FROM batch LEFT JOIN award ON award.batch_id = batch.id WHERE batch.total > 0
     GROUP BY batch.id HAVING count(award.id) <> batch.total`,
  ).all()

function missing(catalog: Catalog, acknowledged: Acknowledged): string[] {
  const find = prepared<[string, string]>(catalog.db, 'SELECT 1 FROM award WHERE id = ? AND batch_id = ?')
  return [...acknowledged].flatMap(([batch, ids]) => ids.filter((id) => find.get(id, batch) === undefined))
}

async function damageOf(catalog: Catalog) {
  const run = checkLibrary(catalog, { verifyDocument: async () => true })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value.damaged
  }
}

describe('two processes', () => {
  it('F10: that make the same library at once: one does, the other is told, and neither leaves half of one behind', async () => {
    const folder = temporaryFolder()
    const started = [0, 1].map(() => {
      const child = spawn(process.execPath, [worker, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
      let complaint = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
      const opened = new Promise<string>((resolve) => child.stdout.once('data', () => resolve('')))
      const ended = new Promise<string>((resolve) => child.on('close', () => resolve(complaint)))
      return { child, opened, ended }
    })
    // Whoever opened it awards on and on; whoever was refused ends by itself.
    const answers = await Promise.all(started.map(({ opened, ended }) => Promise.race([opened, ended])))
    for (const { child } of started) child.kill('SIGKILL')
    await Promise.all(started.map(({ ended }) => ended))
    expect(answers.toSorted()).toEqual(['', expect.stringContaining('library_in_use')])
    const catalog = openCatalog({ folder })
    expect(halfBatches(catalog)).toEqual([])
    expect(await damageOf(catalog)).toEqual([])
    catalog.close()
    rmSync(folder, { recursive: true })
  })
})

describe('kill -9', () => {
  it(
    `F1: ${kills} times while awarding: every acknowledged award is there once, none half`,
    async () => {
      let folder = ''
      let everything: Acknowledged = new Map()
      let awards = 0
      for (let kill = 0; kill < kills; kill += 1) {
        if (kill % killsPerLibrary === 0) {
          folder = temporaryFolder()
          everything = new Map()
        }
        const acknowledged = await awardUntilKilled(folder, 80 + Math.floor(Math.random() * 220))
        for (const [batch, ids] of acknowledged) {
          everything.set(batch, ids)
          awards += ids.length
        }
        const began = performance.now()
        const catalog = openCatalog({ folder })
        expect(performance.now() - began, `restart after kill ${kill}`).toBeLessThan(2000)
        expect(missing(catalog, acknowledged), `lost after kill ${kill}`).toEqual([])
        expect(halfBatches(catalog), `half after kill ${kill}`).toEqual([])

        const lastOfItsLibrary = kill % killsPerLibrary === killsPerLibrary - 1 || kill === kills - 1
        if (lastOfItsLibrary) {
          expect(missing(catalog, everything)).toEqual([])
          expect(await damageOf(catalog)).toEqual([])
          const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
          const journalled = new Set(
            [...journal.matchAll(/"table":"award","row":\{"id":"([^"]+)"/g)].map(([, id]) => id),
          )
          expect([...everything.values()].flat().filter((id) => !journalled.has(id))).toEqual([])
          const [batch = ''] = [...everything.keys()]
          expect(searchPeople(catalog, `${batch}-0@example.org`, 5)).toHaveLength(1)
        }
        catalog.close()
        if (lastOfItsLibrary) rmSync(folder, { recursive: true })
      }
      expect(awards).toBeGreaterThan(kills * 10)
    },
    kills * 5000,
  )
})
