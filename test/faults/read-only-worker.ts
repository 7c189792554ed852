import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../src/main/app'
import { ownerOnlyFileSecrets } from '../../src/main/platform/secrets'

/**
 * Opens a library whose folder it may not write, looks at it, tries to change it, and publishes it elsewhere; says what came of it as
 * one line of JSON.
 */
const [, , folder = '', elsewhere = ''] = process.argv
const app = await createApp({
  folder,
  platform: {
    shell: 'cli',
    version: '0.0.0',
    secrets: ownerOnlyFileSecrets(),
    chooseFolder: async (purpose) => {
      const chosen = join(elsewhere, purpose)
      mkdirSync(chosen, { recursive: true })
      return chosen
    },
    openFolder: async () => false,
  },
})
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
const { client } = app
const { notices, counts } = await client.library.describe()
const { rows } = await client.awards.list({})
const baked = await client.awards.read({ id: rows[0]!.id })
const refused = await codeOf(client.people.save({ name: 'Newcomer' }))
const [site] = await client.publishing.sites()
await client.publishing.chooseFolder({ siteId: site!.id })
const run = await client.publishing.run({ siteId: site!.id })
let step = await run.next()
while (!step.done) step = await run.next()
await app.close()
const published = readdirSync(join(elsewhere, 'site'), { recursive: true }).length
process.stdout.write(
  JSON.stringify({ notices, awards: counts.awards, hasDocuments: baked.credential !== null, refused, published }),
)
