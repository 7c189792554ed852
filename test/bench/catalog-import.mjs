/**
 * A part of the benchmark of the catalog, in a process of its own: `catalog-import.mjs FOLDER COUNT` imports so many people into a copy of
 * a library and says, as one line of JSON, how long it took, how long another call had to wait at most, and by how much memory grew.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openApp } from './open-app.mjs'

const [, , folder, count] = process.argv
const parts = await import(pathToFileURL(join(folder, '..', 'catalog.mjs')).href)
process.stdout.write(JSON.stringify(await measureImport(parts, folder, Number(count))))

/** Imports a roster of new people into a copy of the library while another call asks every few milliseconds. */
async function measureImport(parts, big, imported) {
  const copy = `${big}-copy`
  rmSync(copy, { recursive: true, force: true })
  cpSync(big, copy, { recursive: true })
  // Two gigabytes that are still on their way to the disk would be measured with the first commits.
  execFileSync('sync')
  const app = await openApp(parts, copy)
  try {
    const lines = ['Name,E-mail']
    for (let n = 0; n < imported; n += 1) lines.push(`Newcomer ${n.toString(36)} Nilsson,newcomer.${n}@example.org`)
    const text = lines.join('\n')
    const mapping = { name: 0, givenName: null, familyName: null, email: 1, group: null }
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    let block = 0
    let goesOn = true
    const other = (async () => {
      while (goesOn) {
        const wanted = performance.now() + 5
        await new Promise((resolve) => setTimeout(resolve, 5))
        await app.client.people.search({ query: 'anna s' })
        block = Math.max(block, performance.now() - wanted)
        most = Math.max(most, process.memoryUsage().rss)
      }
    })()
    const start = performance.now()
    const steps = await app.client.people.import({ source: { text }, mapping, hasHeadings: true })
    while (!(await steps.next()).done);
    const seconds = (performance.now() - start) / 1000
    goesOn = false
    await other
    return { seconds, block, growth: (most - before) / 1024 / 1024 }
  } finally {
    await app.close()
    rmSync(copy, { recursive: true, force: true })
  }
}
