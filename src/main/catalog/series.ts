import { z } from 'zod'
import { distinctTags, tagKey } from '../../core/badges/tags'
import type { NamedBadge, Series, seriesContract, SeriesProgress, Team } from '../../core/contract/series'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

type SaveSeries = z.output<NonNullable<(typeof seriesContract.save)['~orpc']['inputSchema']>>
type SeriesRow = {
  id: string
  team_id: string | null
  name: string
  description: string
  tags: string
  created_at: string
  updated_at: string
}
const storedTags = z.array(z.string())
const byName = () => {
  const collator = new Intl.Collator('en', { numeric: true })
  return (a: { name: string }, b: { name: string }) => collator.compare(a.name, b.name)
}

/** Every series by name, with its steps in order. */
export const listSeries = (catalog: Catalog): Series[] =>
  prepared<[], SeriesRow>(catalog.db, 'SELECT * FROM series ORDER BY id')
    .all()
    .map((row) => toSeries(catalog, row))
    .sort(byName())

/** One series with its steps. Throws `not_found`. */
export const readSeries = (catalog: Catalog, id: string): Series => toSeries(catalog, seriesRow(catalog, id))

/** Makes a series, or changes the one named by id; what is not named stays. Throws `not_found` (field id or teamId). */
export function saveSeries(catalog: Catalog, input: SaveSeries): Series {
  const id = catalog.write((tx) => {
    const known = input.id === undefined ? null : seriesRow(catalog, input.id)
    if (input.teamId != null) teamRow(catalog, input.teamId, 'teamId')
    const at = catalog.now()
    const row: SeriesRow = {
      id: known?.id ?? catalog.newId(),
      team_id: input.teamId === undefined ? (known?.team_id ?? null) : input.teamId,
      name: input.name,
      description: input.description ?? known?.description ?? '',
      tags: input.tags === undefined ? (known?.tags ?? '[]') : JSON.stringify(distinctTags(input.tags)),
      created_at: known?.created_at ?? at,
      updated_at: at,
    }
    prepared<SeriesRow>(
      catalog.db,
      `INSERT INTO series (id, team_id, name, description, tags, created_at, updated_at)
       VALUES (@id, @team_id, @name, @description, @tags, @created_at, @updated_at)
       ON CONFLICT (id) DO UPDATE SET team_id = @team_id, name = @name, description = @description, tags = @tags, updated_at = @updated_at`,
    ).run(row)
    tx.audit('series.saved', { seriesId: row.id })
    return row.id
  })
  return readSeries(catalog, id)
}

/** Deletes a series with its steps. Throws `not_found`. */
export function removeSeries(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    seriesRow(catalog, id)
    prepared<[string]>(catalog.db, 'DELETE FROM series WHERE id = ?').run(id)
    tx.audit('series.removed', { seriesId: id })
  })
}

/** Adds a badge as the last step; one that is in the series stays where it is. Throws `not_found` (field seriesId or badgeId). */
export function addStep(catalog: Catalog, seriesId: string, badgeId: string): Series {
  catalog.write((tx) => {
    seriesRow(catalog, seriesId, 'seriesId')
    if (prepared<[string], object>(catalog.db, 'SELECT 1 FROM badge WHERE id = ?').get(badgeId) === undefined)
      throw new BlazonError('not_found', 'no such badge', { field: 'badgeId' })
    const { changes } = prepared<[{ id: string; seriesId: string; badgeId: string }]>(
      catalog.db,
      `INSERT INTO milestone (id, series_id, badge_id, position)
       SELECT @id, @seriesId, @badgeId, coalesce(max(position), 0) + 1 FROM milestone WHERE series_id = @seriesId
       ON CONFLICT (series_id, badge_id) DO NOTHING`,
    ).run({ id: catalog.newId(), seriesId, badgeId })
    if (changes > 0) tx.audit('series.changed', { seriesId, badgeId, added: true })
  })
  return readSeries(catalog, seriesId)
}

/** Takes a badge out of a series; the positions of the others stay, with a gap. Throws `not_found`. */
export function removeStep(catalog: Catalog, seriesId: string, badgeId: string): Series {
  catalog.write((tx) => {
    const step = stepRow(catalog, seriesId, badgeId)
    prepared<[string]>(catalog.db, 'DELETE FROM milestone WHERE id = ?').run(step.id)
    tx.audit('series.changed', { seriesId, badgeId, added: false })
  })
  return readSeries(catalog, seriesId)
}

/** Swaps a step with the one before or after it, in one transaction (row 54). Throws `not_found`. */
export function moveStep(catalog: Catalog, seriesId: string, badgeId: string, direction: 'up' | 'down'): Series {
  catalog.write((tx) => {
    const step = stepRow(catalog, seriesId, badgeId)
    const [compare, order] = direction === 'up' ? ['<', 'DESC'] : ['>', 'ASC']
    const other = prepared<[string, number], StepRow>(
      catalog.db,
      `SELECT id, position FROM milestone WHERE series_id = ? AND position ${compare} ? ORDER BY position ${order} LIMIT 1`,
    ).get(seriesId, step.position)
    if (other === undefined) return
    const place = prepared<[number, string]>(catalog.db, 'UPDATE milestone SET position = ? WHERE id = ?')
    // Positions are unique at every moment, so one of the two steps aside.
    place.run(-1, step.id)
    place.run(step.position, other.id)
    place.run(other.position, step.id)
    tx.audit('series.changed', { seriesId, badgeId, moved: direction })
  })
  return readSeries(catalog, seriesId)
}

/** Every team by name. */
export const listTeams = (catalog: Catalog): Team[] =>
  prepared<[], Team>(
    catalog.db,
    'SELECT id, name, (SELECT count(*) FROM series WHERE team_id = team.id) AS series FROM team ORDER BY id',
  )
    .all()
    .sort(byName())

/** Makes a team or renames one. Throws `conflict` where another team has the name, `not_found`. */
export function saveTeam(catalog: Catalog, request: { id?: string | undefined; name: string }): Team {
  const id = catalog.write((tx) => {
    if (request.id !== undefined) teamRow(catalog, request.id, 'id')
    if (listTeams(catalog).some(({ id, name }) => id !== request.id && tagKey(name) === tagKey(request.name)))
      throw new BlazonError('conflict', 'another team has this name', { field: 'name', reason: 'name_taken' })
    const saved = request.id ?? catalog.newId()
    prepared<[string, string, string]>(
      catalog.db,
      'INSERT INTO team (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
    ).run(saved, request.name, catalog.now())
    tx.audit('series.saved', { teamId: saved })
    return saved
  })
  return teamRow(catalog, id, 'id')
}

/** Deletes a team; its series stay. Throws `not_found`. */
export function removeTeam(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    teamRow(catalog, id, 'id')
    prepared<[string]>(catalog.db, 'DELETE FROM team WHERE id = ?').run(id)
    tx.audit('series.removed', { teamId: id })
  })
}

/** How far a person has come along a series. Throws `not_found` (field seriesId or personId). */
export function readProgress(catalog: Catalog, seriesId: string, personId: string): SeriesProgress {
  const series = seriesRow(catalog, seriesId, 'seriesId')
  const person = prepared<[string], { id: string; name: string }>(
    catalog.db,
    'SELECT id, name FROM person WHERE id = ?',
  ).get(personId)
  if (person === undefined) throw new BlazonError('not_found', 'no such person', { field: 'personId' })
  const holding = prepared<[{ badgeId: string; personId: string; now: string }], { id: string; awardedAt: string }>(
    catalog.db,
    `SELECT id, awarded_at AS awardedAt FROM award WHERE badge_id = @badgeId AND person_id = @personId AND ${isHeld}
     ORDER BY awarded_at, id LIMIT 1`,
  )
  const steps = stepsOf(catalog, seriesId).map((step) => {
    const award = holding.get({ badgeId: step.badgeId, personId, now: catalog.now() })
    return { ...step, heldSince: award?.awardedAt ?? null, awardId: award?.id ?? null }
  })
  return {
    series: { id: series.id, name: series.name },
    person,
    steps,
    held: steps.filter(({ awardId }) => awardId !== null).length,
    next: steps.find(({ awardId }) => awardId === null)?.badgeId ?? null,
  }
}

/** What counts as holding a badge: an award that stands today. `@now` is bound by the caller. */
export const isHeld = `award.withdrawn_at IS NULL AND award.revoked_at IS NULL AND award.superseded_at IS NULL
  AND award.suspended_at IS NULL AND (award.expires_at IS NULL OR award.expires_at > @now)`

/** A badge by its id, as series and rules name it; for queries that join `badge` and its current `badge_version`. */
export const namedBadgeColumns =
  'badge.id AS badgeId, badge_version.name, badge_version.picture_sha256 AS pictureSha256'

type StepRow = { id: string; position: number }

const stepsOf = (catalog: Catalog, seriesId: string): NamedBadge[] =>
  prepared<[string], NamedBadge>(
    catalog.db,
    `SELECT ${namedBadgeColumns} FROM milestone JOIN badge ON badge.id = milestone.badge_id
       JOIN badge_version ON badge_version.id = badge.current_version_id
     WHERE milestone.series_id = ? ORDER BY milestone.position`,
  ).all(seriesId)

function stepRow(catalog: Catalog, seriesId: string, badgeId: string): StepRow {
  const row = prepared<[string, string], StepRow>(
    catalog.db,
    'SELECT id, position FROM milestone WHERE series_id = ? AND badge_id = ?',
  ).get(seriesId, badgeId)
  if (row === undefined) throw new BlazonError('not_found', 'no such step', { field: 'badgeId' })
  return row
}

function seriesRow(catalog: Catalog, id: string, field = 'id'): SeriesRow {
  const row = prepared<[string], SeriesRow>(catalog.db, 'SELECT * FROM series WHERE id = ?').get(id)
  if (row === undefined) throw new BlazonError('not_found', 'no such series', { field })
  return row
}

function teamRow(catalog: Catalog, id: string, field: string): Team {
  const row = prepared<[string], Team>(
    catalog.db,
    'SELECT id, name, (SELECT count(*) FROM series WHERE team_id = team.id) AS series FROM team WHERE id = ?',
  ).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'no such team', { field })
  return row
}

const toSeries = (catalog: Catalog, row: SeriesRow): Series => ({
  id: row.id,
  name: row.name,
  description: row.description,
  tags: storedTags.parse(JSON.parse(row.tags)),
  team: row.team_id === null ? null : (({ id, name }) => ({ id, name }))(teamRow(catalog, row.team_id, 'teamId')),
  steps: stepsOf(catalog, row.id),
})
