/**
 * The whole job for 10,000 people through the contract: CSV in, people found or added, awarded, signed, stored and journalled, baked
 * (60 KB picture) and written to files; beside the floor of the same run: the raw signatures, the raw inserts of the same documents
 * and the raw writes of the same files, one after the other. On tmpfs, so that the disk does not decide, and by processor time
 * (the work is one thread's), so that neighbours on the machine do not either.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { artPng } from '../support/png.ts'
import { bundle } from './bundle.mjs'
import { median } from './measure.mjs'

export const goals = { share: ['>=', 0.5] }

const people = 10_000
const pairs = 5

export async function run({ json }) {
  const code = await import(pathToFileURL(await bundle('test/bench/award-code.ts', 'award-code')).href)
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const png = artPng(600, 60_000)
  const roster = [
    'name,email',
    ...Array.from({ length: people }, (_, n) => `Person Number ${n},person${n}@example.org`),
  ].join('\n')
  const ours = []
  const floor = []
  const shares = []
  for (let pair = 0; pair < pairs; pair++) {
    const folder = mkdtempSync(join(place, 'blazon-bench-'))
    try {
      const made = await pipeline(code, folder, png, roster)
      ours.push(people / made.seconds)
      const seconds = rawWork(code, folder, made)
      floor.push(people / seconds)
      shares.push(seconds / made.seconds)
      if (!json) console.error(`  ${pair + 1} of ${pairs}: ${made.steps}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    award: {
      ours_per_s: Math.round(median(ours)),
      floor_per_s: Math.round(median(floor)),
      share: Number(median(shares).toFixed(3)),
    },
  }
}

/** The job as a person does it, timed from the CSV to the last file. */
async function pipeline({ createApp, ownerOnlyFileSecrets }, folder, png, roster) {
  const out = join(folder, 'out')
  mkdirSync(out)
  const app = await createApp({
    folder: join(folder, 'library'),
    platform: {
      shell: 'cli',
      version: 'bench',
      secrets: ownerOnlyFileSecrets(),
      chooseFolder: async () => out,
      openFolder: async () => false,
    },
  })
  const { client } = app
  const issuer = await client.issuers.save({
    name: 'Library',
    email: 'badges@example.org',
    url: 'https://example.org/',
  })
  await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.example.org' })
  const badge = await client.badges.create({
    details: {
      name: 'Reading Star',
      description: 'Ten books in a summer.',
      criteria: 'Read ten books and tell us about one of them.',
      altText: 'A gold star over an open book.',
      tags: ['reading'],
      expiry: { kind: 'none' },
    },
    picture: png.toString('base64'),
    issuerId: issuer.id,
  })
  const source = { text: roster }
  const { mapping, hasHeadings } = await client.people.previewImport({ source })
  const began = processorMs()
  const { personIds } = await resultOf(client.people.import({ source, mapping, hasHeadings }))
  const imported = processorMs()
  const { awarded } = await resultOf(
    client.awards.create({ badgeId: badge.id, people: personIds.map((personId) => ({ personId })) }),
  )
  const signed = processorMs()
  const { files } = await resultOf(client.awards.export({ ids: awarded.map((row) => row.awardId), as: 'folder' }))
  const ended = processorMs()
  if (files.length !== people || readdirSync(out).length !== people) throw new Error('not everybody got a file')
  const sample = await client.awards.read({ id: awarded[0].awardId })
  await app.close()
  const steps = Object.entries({
    import: imported - began,
    award: signed - imported,
    export: ended - signed,
  })
    .map(([step, ms]) => `${step} ${Math.round(ms)} ms`)
    .join(', ')
  return { seconds: (ended - began) / 1000, sample, file: readFileSync(join(out, files[0])), steps }
}

/** The same signatures, rows and files with nothing around them. */
function rawWork({ openDatabase }, folder, { sample, file }) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const digests = Array.from({ length: people }, () => randomBytes(64))
  const signing = timed(() => {
    for (const digest of digests) sign(null, digest, privateKey)
  })
  const db = openDatabase(join(folder, 'floor.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE award (id INTEGER PRIMARY KEY, assertion TEXT, credential TEXT) STRICT')
  const insert = db.prepare('INSERT INTO award (assertion, credential) VALUES (?, ?)')
  const slice = db.transaction(() => {
    for (let row = 0; row < 1000; row++) insert.run(sample.assertion, sample.credential)
  })
  const inserting = timed(() => {
    for (let done = 0; done < people; done += 1000) slice()
  })
  db.close()
  const files = join(folder, 'floor')
  mkdirSync(files)
  const writing = timed(() => {
    for (let n = 0; n < people; n++) writeFileSync(join(files, `${n}.png`), file)
  })
  return signing + inserting + writing
}

/** Processor time that this process took so far, in ms: its own and the system's on its behalf. */
function processorMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function timed(work) {
  const began = processorMs()
  work()
  return (processorMs() - began) / 1000
}

async function resultOf(stream) {
  const iterator = await stream
  for (;;) {
    const step = await iterator.next()
    if (step.done) return step.value
  }
}
