import { writeSync } from 'node:fs'
import { backUp } from '../../src/main/catalog/backup'
import { journalRow } from '../../src/main/catalog/journal-lines'
import { openCatalog } from '../../src/main/catalog/open'
import { findOrAddPeople } from '../../src/main/catalog/people'
import { prepared } from '../../src/main/catalog/sqlite'
import { awardWorld, storeAward, type AwardWorld } from '../support/library'

/**
 * Awards without end, batch after batch of one to twenty, until it is killed. A batch is acknowledged on standard output as
 * soon as its write has returned: its id and the ids of its awards. Backups are written meanwhile.
 */
const [, , folder = ''] = process.argv
const catalog = openCatalog({ folder })
const known = prepared<[], AwardWorld>(
  catalog.db,
  `SELECT issuer_id AS issuerId, badge_id AS badgeId, badge_version.id AS versionId, picture_sha256 AS picture, '' AS batchId
   FROM badge_version JOIN badge ON badge.id = badge_id LIMIT 1`,
).get()
const world = known ?? awardWorld(catalog)
writeSync(1, 'open\n')

function awardBatch(size: number) {
  const batchId = catalog.newId()
  const ids = catalog.write((tx) => {
    const row = {
      id: batchId,
      badge_version_id: world.versionId,
      state: 'done',
      total: size,
      created_at: catalog.now(),
    }
    prepared<[typeof row]>(
      catalog.db,
      'INSERT INTO batch (id, badge_version_id, state, total, created_at) VALUES (@id, @badge_version_id, @state, @total, @created_at)',
    ).run(row)
    journalRow(tx, 'batch', row)
    const people = Array.from({ length: size }, (_, at) => ({
      row: at + 1,
      name: `Person ${batchId} ${at}`,
      email: `${batchId}-${at}@example.org`,
    }))
    return findOrAddPeople(catalog, tx, people).map(({ personId }) =>
      storeAward(catalog, tx, { ...world, batchId }, personId!, { credential: 'x'.repeat(1500) }),
    )
  })
  writeSync(1, `${batchId} ${ids.join(' ')}\n`)
}

for (let written = 1; ; written += 1) {
  awardBatch(1 + Math.floor(Math.random() * 20))
  if (written % 40 === 0) void backUp(catalog).catch(() => undefined)
  await new Promise<void>((resolve) => setImmediate(resolve))
}
