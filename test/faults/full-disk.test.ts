import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { expect, it, onTestFinished } from 'vitest'
import { readyBadge, resultOf, temporaryApp, testPlatform } from '../support/app'
import { failureOf } from '../support/catalog-calls'
import { temporaryFolder } from '../support/library'
import { canMount, mountDisk, unmountDisk } from '../support/small-disk'

/** What is empty by its nature: a lock, a log that was read back, a sign for a web host. */
const emptyByNature = /(^|\/)(library\.lock|library\.db-wal|\.nojekyll)$/
const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((path) => statSync(join(folder, path)).isFile())

it.skipIf(!canMount())(
  'F4: a disk of 4 MB that fills up is told at every stage, with the folder and the bytes needed; nothing half stays, and with room it goes on',
  async () => {
    const disk = temporaryFolder()
    mountDisk(disk, 'size=4m')
    onTestFinished(() => {
      unmountDisk(disk)
      rmSync(disk, { recursive: true })
    })
    const library = join(disk, 'library')
    const app = await temporaryApp({ folder: library, platform: testPlatform(disk) })
    const { awards, library: calls, pictures, publishing } = app.client
    const badge = await readyBadge(app)
    let number = 0
    const awardTen = () => {
      const people = Array.from({ length: 10 }, () => ({ name: `Person ${++number}`, email: `p${number}@example.org` }))
      return resultOf(awards.create({ badgeId: badge.id, people }))
    }
    const acknowledged = (await awardTen()).awarded.map(({ awardId }) => awardId)
    const [site] = await publishing.sites()
    await publishing.chooseFolder({ siteId: site!.id })

    // Everything but a little is taken by something else.
    const ballast = join(disk, 'ballast')
    // Closing needs room, too.
    onTestFinished(() => rmSync(ballast, { force: true }))
    let failed: Awaited<ReturnType<typeof failureOf>> | null = null
    for (let size = 4 * 1024 * 1024; size > 4096; size /= 2)
      try {
        writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' })
      } catch {
        // Half of it, then.
      }
    while (failed === null && number < 5000)
      failed = await awardTen().then(
        ({ awarded }) => {
          acknowledged.push(...awarded.map(({ awardId }) => awardId))
          return null
        },
        (error: { code: unknown; data: unknown }) => error,
      )
    const png = new PNG({ width: 200, height: 200 })
    png.data = randomBytes(200 * 200 * 4)
    const stages = {
      award: failed,
      picture: await failureOf(pictures.add({ bytes: PNG.sync.write(png).toString('base64') })),
      backup: await failureOf(calls.backUp()),
      export: await failureOf(resultOf(awards.export({ ids: acknowledged, as: 'zip' }))),
      publish: await failureOf(resultOf(publishing.run({ siteId: site!.id }))),
    }
    for (const [stage, failure] of Object.entries(stages))
      expect(failure, stage).toMatchObject({
        code: 'disk_full',
        data: { folder: expect.stringContaining(disk) as string, bytesNeeded: expect.any(Number) as number },
      })
    const files = filesIn(disk)
    expect(files.filter((path) => statSync(join(disk, path)).size === 0 && !emptyByNature.test(path))).toEqual([])
    expect(files.filter((path) => /tmp|\.writing/.test(path))).toEqual([])

    rmSync(ballast)
    await awardTen()
    await calls.backUp()
    const ids = new Set((await awards.list({ state: 'all', limit: 500 })).rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    expect((await resultOf(calls.check())).damaged).toEqual([])
  },
)
