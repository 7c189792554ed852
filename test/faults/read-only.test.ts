import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { readyBadge, resultOf, temporaryApp } from '../support/app'
import { temporaryFolder } from '../support/library'

const worker = join(process.cwd(), '.cache/bench/read-only-worker.mjs')
/** Nobody in particular; root may write wherever it likes, so it lets somebody else try. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0

beforeAll(() => {
  execFileSync(process.execPath, [
    join(process.cwd(), 'test/bench/bundle.mjs'),
    'test/faults/read-only-worker.ts',
    'read-only-worker',
  ])
}, 120_000)

/** Hands a folder to whoever runs the worker; `mode` of its folders. Files can be read, and written where the folders can. */
function handOver(folder: string, mode: 0o555 | 0o755): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) handOver(path, mode)
    else {
      if (isRoot) chownSync(path, nobody, nobody)
      chmodSync(path, mode === 0o555 ? 0o444 : 0o644)
    }
  }
  if (isRoot) chownSync(folder, nobody, nobody)
  chmodSync(folder, mode)
}

const namesIn = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).sort()

it.skipIf(process.platform === 'win32')(
  'F6: a library in a folder that cannot be written opens to be read, refuses to change, and publishes elsewhere',
  async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann', email: 'ann@example.org' }] }))
    await app.close()
    // What was brought in to be read is old enough to be swept at the start.
    const left = join(app.library, 'incoming', 'left')
    mkdirSync(left, { recursive: true })
    utimesSync(left, 0, 0)
    const elsewhere = temporaryFolder()
    mkdirSync(join(elsewhere, 'tmp'))
    handOver(elsewhere, 0o755)
    chmodSync(app.folder, 0o755)
    handOver(app.library, 0o555)
    onTestFinished(() => {
      handOver(app.library, 0o755)
      rmSync(elsewhere, { recursive: true, force: true })
    })
    const before = namesIn(app.library)
    const bytes = statSync(join(app.library, 'library.db')).size

    const said = execFileSync(process.execPath, [worker, app.library, elsewhere], {
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
      env: { ...process.env, TMPDIR: join(elsewhere, 'tmp') },
    })
    expect(JSON.parse(said.toString())).toEqual({
      notices: ['read_only'],
      awards: 1,
      hasDocuments: true,
      refused: 'read_only',
      published: expect.any(Number) as number,
    })
    expect(readdirSync(join(elsewhere, 'site')).length).toBeGreaterThan(5)
    expect(namesIn(app.library)).toEqual(before)
    expect(statSync(join(app.library, 'library.db')).size).toBe(bytes)
    // The copy that was worked on is gone.
    expect(readdirSync(join(elsewhere, 'tmp'))).toEqual([])
  },
)
