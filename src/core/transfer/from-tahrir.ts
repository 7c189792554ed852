import { slugOf } from '../badges/slug'
import type { TransferKind } from '../contract/transfer'
import { isYes, oneLine, tagsOf, textOf, webAddress, wholeOf } from './cells'
import { changed, remark, type Incoming, type ReadOptions, type SourceRow, type Tables } from './incoming'
import { readTime } from './times'

/**
 * A tahrir database (Fedora Badges; tahrir_api/model.py) in words of this library. An authorization there is the right of a person to
 * award a badge, an assertion an award: the rights are named and left behind, for who may award here is decided here. Invitations last
 * an hour and are left behind too.
 */
export function* fromTahrir(tables: Tables, { zone }: ReadOptions): Generator<Incoming> {
  for (const row of tables.rows('issuers')) {
    const name = oneLine(textOf(row, 'name'))
    const key = textOf(row, 'id')
    yield key === ''
      ? remark('issuer', row, name, 'broken')
      : {
          kind: 'issuer',
          at: row.at,
          key,
          name,
          url: webAddress(textOf(row, 'origin')),
          email: textOf(row, 'contact'),
          description: textOf(row, 'org'),
          under: [],
        }
  }

  const badgeNames = new Map<string, string>()
  const slugs = new Set<string>()
  for (const row of tables.rows('badges')) {
    const key = textOf(row, 'id')
    const name = oneLine(textOf(row, 'name')) || key
    if (key === '') {
      yield remark('badge', row, name, 'broken')
      continue
    }
    badgeNames.set(key, name)
    const criteria = textOf(row, 'criteria')
    if (criteria !== '' && webAddress(criteria) === '') yield changed('badge', row, name, 'bad_web_address')
    if (textOf(row, 'stl') !== '' && webAddress(textOf(row, 'stl')) === '')
      yield changed('badge', row, name, 'bad_web_address')
    const slug = slugOf(name)
    if (slugs.has(slug)) yield changed('badge', row, name, 'same_short_name')
    slugs.add(slug)
    yield {
      kind: 'badge',
      at: row.at,
      key,
      name,
      issuer: textOf(row, 'issuer_id') || null,
      programs: [],
      description: textOf(row, 'description'),
      criteria: webAddress(criteria) === '' ? '' : `<${criteria}>`,
      tags: tagsOf(textOf(row, 'tags')),
      expiry: { kind: 'none' },
      picture: fileNameOf(textOf(row, 'image')),
      achievement: { modelUrl: webAddress(textOf(row, 'stl')) },
      state: 'active',
    }
  }

  for (const row of tables.rows('persons')) yield* personOf(row, zone)

  for (const row of tables.rows('team'))
    yield { kind: 'team', at: row.at, key: textOf(row, 'id'), name: oneLine(textOf(row, 'name')) }
  const seriesNames = new Map<string, string>()
  for (const row of tables.rows('series')) {
    const key = textOf(row, 'id')
    const name = oneLine(textOf(row, 'name'))
    seriesNames.set(key, name)
    yield {
      kind: 'series',
      at: row.at,
      key,
      name,
      description: textOf(row, 'description'),
      tags: tagsOf(textOf(row, 'tags')),
      team: textOf(row, 'team_id') || null,
    }
  }
  for (const row of tables.rows('milestone')) {
    const badge = textOf(row, 'badge_id')
    const series = textOf(row, 'series_id')
    const position = wholeOf(row, 'position')
    const name = `${seriesNames.get(series) ?? series}: ${badgeNames.get(badge) ?? badge}`
    if (position === null || position < 0) yield remark('milestone', row, name, 'bad_number')
    else yield { kind: 'milestone', at: row.at, name, series, badge, position }
  }

  const nameOf = (badge: string) => badgeNames.get(badge) ?? badge
  for (const row of tables.rows('current_values')) {
    const badge = textOf(row, 'badge_id')
    const value = Number(textOf(row, 'value') || 'x')
    const updated = readTime(row.cells['last_update'], zone)
    if (!Number.isFinite(value)) yield remark('counter', row, nameOf(badge), 'bad_number')
    else {
      if (updated !== null && 'problem' in updated) yield changed('counter', row, nameOf(badge), updated.problem)
      yield {
        kind: 'counter',
        at: row.at,
        name: nameOf(badge),
        badge,
        person: textOf(row, 'person_id'),
        value,
        updatedAt: updated && 'time' in updated ? updated.time : null,
      }
    }
  }

  for (const row of tables.rows('assertions')) {
    const badge = textOf(row, 'badge_id')
    const issued = readTime(row.cells['issued_on'], zone)
    const why = textOf(row, 'issued_for')
    if (issued === null || 'problem' in issued)
      yield remark('award', row, textOf(row, 'id') || nameOf(badge), issued?.problem ?? 'bad_date')
    else
      yield {
        kind: 'award',
        at: row.at,
        name: nameOf(badge),
        badge,
        person: textOf(row, 'person_id'),
        awardedAt: issued.time,
        expiresAt: null,
        narrative: webAddress(why) === '' ? why : '',
        evidence: webAddress(why) === '' ? [] : [{ url: why }],
      }
  }
  const left = (of: TransferKind) => (row: SourceRow) => remark(of, row, nameOf(textOf(row, 'badge_id')), 'not_carried')
  for (const row of tables.rows('authorizations')) yield left('authorization')(row)
  for (const row of tables.rows('invitations')) yield left('invitation')(row)
}

function* personOf(row: SourceRow, zone: string | undefined): Generator<Incoming> {
  const key = textOf(row, 'id')
  const nickname = oneLine(textOf(row, 'nickname'))
  const email = textOf(row, 'email')
  const name = nickname || email.split('@', 1)[0] || ''
  if (key === '') {
    yield remark('person', row, name, 'broken')
    return
  }
  const created = readTime(row.cells['created_on'], zone)
  if (created !== null && 'problem' in created) yield changed('person', row, name, created.problem)
  const website = textOf(row, 'website')
  if (website !== '' && webAddress(website) === '') yield changed('person', row, name, 'bad_web_address')
  yield {
    kind: 'person',
    at: row.at,
    key,
    name,
    email: email || null,
    nickname,
    website: webAddress(website),
    bio: textOf(row, 'bio'),
    optedOut: isYes(row, 'opt_out'),
    createdAt: created && 'time' in created ? created.time : null,
  }
}

/** The last part of a picture's address, as its file would be called; null where there is none. */
export function fileNameOf(address: string): string | null {
  const last = address.split(/[?#]/, 1)[0]?.split(/[/\\]/).at(-1) ?? ''
  try {
    return decodeURIComponent(last) || null
  } catch {
    return last || null
  }
}
