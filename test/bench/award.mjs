/**
 * The whole job for 10,000 people through the contract: CSV in, people found or added, awarded, signed, stored and journalled, baked
 * (60 KB picture) and written to files; beside the floor of the same run, one after the other: the raw signatures, the raw inserts of
 * the same rows into the same tables (people, addresses, search, awards, documents, history, journal) and the raw writes of the same
 * files. `bare_share` takes only the documents' inserts into a table without indexes. On tmpfs, so that the disk does not decide, and
 * by processor time (the work is one thread's), so that neighbours on the machine do not either.
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
  const turns = { ours: [], floor: [], share: [], bare: [] }
  for (let pair = 0; pair < pairs; pair++) {
    const folder = mkdtempSync(join(place, 'blazon-bench-'))
    try {
      const made = await pipeline(code, folder, png, roster)
      const raw = rawWork(code, folder, made)
      turns.ours.push(people / made.seconds)
      turns.floor.push(people / raw.seconds)
      turns.share.push(raw.seconds / made.seconds)
      turns.bare.push(raw.bareSeconds / made.seconds)
      if (!json) console.error(`  ${pair + 1} of ${pairs}: ${made.steps}; floor: ${raw.steps}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    award: {
      ours_per_s: Math.round(median(turns.ours)),
      floor_per_s: Math.round(median(turns.floor)),
      share: Number(median(turns.share).toFixed(3)),
      bare_share: Number(median(turns.bare).toFixed(3)),
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
  await app.close()
  const steps = Object.entries({
    import: imported - began,
    award: signed - imported,
    export: ended - signed,
  })
    .map(([step, ms]) => `${step} ${Math.round(ms)} ms`)
    .join(', ')
  return { seconds: (ended - began) / 1000, file: readFileSync(join(out, files[0])), steps }
}

/** The same signatures, rows and files with nothing around them; seconds. */
function rawWork({ openDatabase, foldText }, folder, { file }) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const digests = Array.from({ length: people }, () => randomBytes(64))
  const signing = timed(() => {
    for (const digest of digests) sign(null, digest, privateKey)
  })

  const library = openDatabase(join(folder, 'library', 'library.db'))
  const schema = library
    .prepare(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_%'",
    )
    .pluck()
    .all()
  const tables = ['person', 'person_identifier', 'award', 'award_document', 'award_history', 'journal']
  const rows = Object.fromEntries(tables.map((table) => [table, library.prepare(`SELECT * FROM ${table}`).raw().all()]))
  const search = library
    .prepare('SELECT person.rowid, name, value FROM person JOIN person_identifier ON person_id = person.id')
    .raw()
    .all()
    .map(([rowid, name, value]) => [rowid, foldText(`${name} ${value}`)])
  library.close()

  const inserting = insertAll(openDatabase, join(folder, 'floor.db'), schema, { ...rows, person_search: search })
  const bareInserting = insertAll(
    openDatabase,
    join(folder, 'bare.db'),
    ['CREATE TABLE award_document (award_id TEXT, assertion TEXT, credential TEXT) STRICT'],
    { award_document: rows.award_document },
  )

  // The floor writes into the memory that our files leave, as ours did into that of the round before: fresh pages cost more than writing.
  rmSync(join(folder, 'out'), { recursive: true })
  const files = join(folder, 'floor')
  mkdirSync(files)
  const writing = timed(() => {
    for (let n = 0; n < people; n++) writeFileSync(join(files, `${n}.png`), file)
  })
  const steps = `sign ${ms(signing)}, insert ${ms(inserting)} (bare ${ms(bareInserting)}), write ${ms(writing)}`
  return { seconds: signing + inserting + writing, bareSeconds: signing + bareInserting + writing, steps }
}

const ms = (seconds) => `${Math.round(seconds * 1000)} ms`

/** As many awards as a slice of 25 ms takes, which is what a transaction of ours holds. */
const sliceRows = 200

/** Inserts rows as they are, in transactions of that size. */
function insertAll(openDatabase, path, schema, tables) {
  const db = openDatabase(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -65536')
  // The few rows of badge, issuer and batch that these refer to are left out.
  db.pragma('foreign_keys = OFF')
  for (const sql of schema) db.exec(sql)
  const jobs = Object.entries(tables).map(([table, rows]) => {
    const columns = table.endsWith('_search') ? '(rowid, folded)' : ''
    const insert = db.prepare(`INSERT INTO ${table} ${columns} VALUES (${rows[0].map(() => '?').join(', ')})`)
    return { insert, rows }
  })
  const slice = db.transaction((from) => {
    for (const { insert, rows } of jobs) for (const row of rows.slice(from, from + sliceRows)) insert.run(row)
  })
  const most = Math.max(...jobs.map(({ rows }) => rows.length))
  const seconds = timed(() => {
    for (let from = 0; from < most; from += sliceRows) slice(from)
  })
  db.close()
  return seconds
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
