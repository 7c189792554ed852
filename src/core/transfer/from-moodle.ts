import type { Expiry } from '../contract/badges'
import { alignmentsIn, isYes, oneLine, plainText, tagsOf, textOf, webAddress, wholeOf } from './cells'
import type { ProfileField } from '../earning/criteria'
import {
  changed,
  remark,
  type Incoming,
  type IncomingBadge,
  type IncomingOf,
  type IncomingTerm,
  type SourceRow,
  type Tables,
} from './incoming'
import { readTime } from './times'

/** Whose numbers these are: the specification's, or those that Moodle was shipped with. They differ, and nothing in a file tells which. */
export type MoodleNumbers = 'specification' | 'shipped'
type State = IncomingBadge['state']
type CriterionType = IncomingOf<'criterion'>['type']

const states: Record<MoodleNumbers, readonly (State | 'active_locked' | 'inactive_locked')[]> = {
  specification: ['inactive', 'active', 'active_locked', 'inactive_locked', 'archived'],
  shipped: ['inactive', 'active', 'inactive_locked', 'active_locked', 'archived'],
}
const types: Record<MoodleNumbers, readonly CriterionType[]> = {
  specification: ['overall', 'manual', 'course', 'activity', 'profile', 'social'],
  shipped: [
    'overall',
    'activity',
    'manual',
    'social',
    'course',
    'courseset',
    'profile',
    'badge',
    'cohort',
    'competency',
  ],
}
/** What `expireperiod` counts. */
const secondsIn: Record<MoodleNumbers, number> = { specification: 86_400, shipped: 1 }

/** A status number as a word; null for a number that there is not. */
export const moodleState = (number: number | null, numbers: MoodleNumbers) =>
  (number === null ? undefined : states[numbers][number]) ?? null

/** A badge's end: the fixed date wins where both are given, as in Moodle. `bad_period` for what can never hold. */
export function moodleExpiry(
  expireDate: number,
  expirePeriod: number,
  numbers: MoodleNumbers,
): { expiry: Expiry } | { problem: 'bad_date' | 'bad_period' } {
  if (expireDate > 0) {
    const read = readTime(String(expireDate), 'UTC')
    if (read === null || 'problem' in read) return { problem: 'bad_date' }
    return { expiry: { kind: 'date', date: read.time.slice(0, 10) } }
  }
  if (expirePeriod === 0) return { expiry: { kind: 'none' } }
  const days = Math.ceil((expirePeriod * secondsIn[numbers]) / 86_400)
  if (days < 1) return { problem: 'bad_period' }
  if (days <= 1000) return { expiry: { kind: 'period', amount: days, unit: 'days' } }
  // Longer than a thousand days is counted in weeks or years, where that is the same.
  if (days % 365 === 0 && days / 365 <= 1000) return { expiry: { kind: 'period', amount: days / 365, unit: 'years' } }
  const weeks = Math.round(days / 7)
  return weeks <= 1000 ? { expiry: { kind: 'period', amount: weeks, unit: 'weeks' } } : { problem: 'bad_period' }
}

/**
 * Moodle's badges (tables `badge`, `badge_criteria`, `badge_criteria_param`, `badge_issued`, `badge_criteria_met`, `badge_manual_award`,
 * `badge_alignment`, `badge_related`, `badge_endorsement`, `user`) in words of this library. Its times are seconds since 1970, 0 for never.
 */
export function* fromMoodle(tables: Tables, numbers: MoodleNumbers): Generator<Incoming> {
  yield* issuers(tables)
  yield* badges(tables, numbers)
  yield* related(tables)
  yield* endorsements(tables)
  yield* people(tables)
  yield* criteria(tables, numbers)
  yield* awards(tables)
}

const issuerKey = (row: SourceRow) => oneLine(textOf(row, 'issuername', 'issuename'))

function* issuers(tables: Tables): Generator<Incoming> {
  const seen = new Set<string>()
  for (const row of tables.rows('badge')) {
    const name = issuerKey(row)
    if (name === '' || seen.has(name)) continue
    seen.add(name)
    yield {
      kind: 'issuer',
      at: row.at,
      key: name,
      name,
      url: webAddress(textOf(row, 'issuerurl')),
      email: textOf(row, 'issuercontact'),
      description: '',
      under: [],
    }
  }
}

function* badges(tables: Tables, numbers: MoodleNumbers): Generator<Incoming> {
  const stated = grouped(tables, 'badge_alignment', 'badgeid')
  const tags = grouped(tables, 'badge_tag', 'badgeid')
  const pictures = new Map<string, { name: string; bytes: number }>()
  for (const row of tables.rows('file')) {
    if (textOf(row, 'component') !== 'badges' || textOf(row, 'filearea') !== 'badgeimage') continue
    const badge = textOf(row, 'itemid')
    const bytes = wholeOf(row, 'filesize') ?? 0
    if (bytes > (pictures.get(badge)?.bytes ?? 0)) pictures.set(badge, { name: textOf(row, 'contenthash'), bytes })
  }
  for (const row of tables.rows('badge')) {
    const key = textOf(row, 'id')
    const name = oneLine(textOf(row, 'name'))
    if (key === '') {
      yield remark('badge', row, name, 'broken')
      continue
    }
    const state = moodleState(wholeOf(row, 'status') ?? (textOf(row, 'status') === '' ? 0 : null), numbers)
    if (state === null) yield changed('badge', row, name, 'unknown_status')
    const read = moodleExpiry(wholeOf(row, 'expiredate') ?? 0, wholeOf(row, 'expireperiod') ?? 0, numbers)
    if ('problem' in read) yield changed('badge', row, name, read.problem)
    const language = textOf(row, 'language')
    const { alignments, problems } = alignmentsIn(
      distinct(stated.get(key) ?? [], ['targetname', 'targeturl']).map((alignment) => ({
        name: textOf(alignment, 'targetname'),
        url: textOf(alignment, 'targeturl'),
        description: textOf(alignment, 'targetdescription'),
        framework: textOf(alignment, 'targetframework'),
        code: textOf(alignment, 'targetcode'),
      })),
    )
    for (const problem of problems) yield changed('badge', row, name, problem)
    yield {
      kind: 'badge',
      at: row.at,
      key,
      name,
      issuer: issuerKey(row) || null,
      programs: [],
      description: plainText(textOf(row, 'description')),
      criteria: '',
      tags: [...new Set((tags.get(key) ?? []).flatMap((tag) => tagsOf(textOf(tag, 'name', 'rawname'))))],
      expiry: 'problem' in read ? { kind: 'none' } : read.expiry,
      picture: pictures.get(key)?.name ?? (textOf(row, 'image') || null),
      altText: textOf(row, 'imagecaption'),
      achievement: {
        ...(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language) ? { language } : {}),
        alignments,
      },
      state:
        state === null
          ? 'inactive'
          : state === 'active_locked'
            ? 'active'
            : state === 'inactive_locked'
              ? 'inactive'
              : state,
      notifyCreator: (wholeOf(row, 'notification') ?? 0) > 0,
      attachBaked: textOf(row, 'attachment') === '' || isYes(row, 'attachment'),
      visible: textOf(row, 'visible') === '' || isYes(row, 'visible'),
      mailSubject: oneLine(textOf(row, 'messagesubject')).slice(0, 255) || null,
      mailBody: mailText(textOf(row, 'message')),
    }
  }
}

/** A pair stands once, for both (badge_related). */
function* related(tables: Tables): Generator<Incoming> {
  for (const row of tables.rows('badge_related')) {
    const [badge, other] = [textOf(row, 'badgeid'), textOf(row, 'relatedbadgeid')]
    if (badge === '' || other === '') yield remark('related', row, badge || other, 'broken')
    else yield { kind: 'related', at: row.at, name: `${badge} ${other}`, badge, other }
  }
}

/** What others said of a badge: a row in a table, with no signature that could prove it. */
function* endorsements(tables: Tables): Generator<Incoming> {
  for (const row of tables.rows('badge_endorsement')) {
    const issuerName = oneLine(textOf(row, 'issuername')).slice(0, 255)
    const badge = textOf(row, 'badgeid')
    if (issuerName === '') {
      yield remark('endorsement', row, badge, 'no_name')
      continue
    }
    for (const column of ['issuerurl', 'claimid'])
      if (webAddress(textOf(row, column)) === '' && textOf(row, column) !== '')
        yield changed('endorsement', row, issuerName, 'bad_web_address')
    const said = metAt(row, 'dateissued')
    if (said === null && (wholeOf(row, 'dateissued') ?? 0) !== 0)
      yield changed('endorsement', row, issuerName, 'bad_date')
    yield {
      kind: 'endorsement',
      at: row.at,
      name: issuerName,
      badge,
      said: {
        issuerName,
        issuerUrl: webAddress(textOf(row, 'issuerurl')),
        issuerEmail: oneLine(textOf(row, 'issueremail')).slice(0, 255),
        claimUrl: webAddress(textOf(row, 'claimid')),
        comment: plainText(textOf(row, 'claimcomment')).slice(0, 5000),
        saidOn: said?.slice(0, 10) ?? null,
      },
    }
  }
}

/** Moodle's placeholders as ours. */
const placeholders: Record<string, string> = {
  badgename: '{badge}',
  username: '{name}',
  badgelink: '{link}',
}
const mailText = (message: string) =>
  plainText(message)
    .replace(/%(badgename|username|badgelink)%/g, (_all, name: string) => placeholders[name] ?? '')
    .slice(0, 20_000) || null

function* people(tables: Tables): Generator<Incoming> {
  for (const row of tables.rows('user')) {
    const givenName = oneLine(textOf(row, 'firstname'))
    const familyName = oneLine(textOf(row, 'lastname'))
    const name = oneLine(`${givenName} ${familyName}`) || textOf(row, 'username')
    const key = textOf(row, 'id')
    if (isYes(row, 'deleted')) yield remark('person', row, name, 'not_carried')
    else if (key === '') yield remark('person', row, name, 'broken')
    else
      yield {
        kind: 'person',
        at: row.at,
        key,
        name,
        email: textOf(row, 'email') || null,
        givenName,
        familyName,
        nickname: oneLine(textOf(row, 'username')),
      }
  }
}

function* criteria(tables: Tables, numbers: MoodleNumbers): Generator<Incoming> {
  const params = grouped(tables, 'badge_criteria_param', 'critid')
  const names = namesIn(tables)
  const manualOf = new Map<string, string>()
  const seen = new Map<string, string>()
  for (const row of tables.rows('badge_criteria')) {
    const key = textOf(row, 'id')
    const badge = textOf(row, 'badgeid')
    const number = wholeOf(row, 'criteriatype')
    const type = number === null ? undefined : types[numbers][number]
    if (type === undefined) {
      yield remark('criterion', row, textOf(row, 'criteriatype'), 'unknown_type')
      continue
    }
    // Unique in every version of Moodle's tables, but only by its code. A backup and a table may tell of the same one.
    const twin = seen.get(`${badge} ${type}`)
    if (twin !== undefined) {
      if (twin !== key) yield remark('criterion', row, type, 'repeated')
      continue
    }
    seen.set(`${badge} ${type}`, key)
    if (type === 'manual') manualOf.set(badge, key)
    yield {
      kind: 'criterion',
      at: row.at,
      name: type,
      key,
      badge,
      type,
      method: wholeOf(row, 'method') === 2 ? 'any' : 'all',
      description: plainText(textOf(row, 'description')),
      terms: termsOf(type, distinct(params.get(key) ?? [], ['name']), names),
    }
  }
  for (const row of tables.rows('badge_criteria_met')) {
    const met = metAt(row, 'datemet')
    const person = textOf(row, 'userid')
    if (met === null) yield remark('met', row, person, 'bad_date')
    else
      yield {
        kind: 'met',
        at: row.at,
        name: textOf(row, 'critid'),
        criterion: { key: textOf(row, 'critid') },
        person,
        metAt: met,
        role: '',
        note: '',
      }
  }
  for (const row of tables.rows('badge_manual_award')) {
    const met = metAt(row, 'datemet')
    const badge = textOf(row, 'badgeid')
    const criterion = manualOf.get(badge)
    if (met === null) yield remark('met', row, badge, 'bad_date')
    else
      yield {
        kind: 'met',
        at: row.at,
        name: 'manual',
        criterion: criterion === undefined ? { manualOf: badge } : { key: criterion },
        person: textOf(row, 'recipientid'),
        metAt: met,
        role: names('role', textOf(row, 'issuerrole')),
        note: '',
      }
  }
}

/** What a thing is called, by its table and number; a backup does not hold the names of all. */
type Names = (table: 'role' | 'course' | 'cohort' | 'competency' | 'module', id: string) => string

function namesIn(tables: Tables): Names {
  const known = new Map<string, string>()
  for (const table of ['role', 'course', 'cohort', 'competency', 'module'] as const)
    for (const row of tables.rows(table))
      known.set(`${table} ${textOf(row, 'id')}`, oneLine(textOf(row, 'name', 'fullname', 'shortname')))
  return (table, id) => {
    const name = known.get(`${table} ${id}`)
    return name ? name : `${table.charAt(0).toUpperCase()}${table.slice(1)} ${id}`
  }
}

/** Moodle's fields of a profile as this library has them. */
const fields: Record<string, ProfileField> = {
  email: 'email',
  phone1: 'telephone',
  phone2: 'telephone',
  firstname: 'givenName',
  lastname: 'familyName',
  alternatename: 'nickname',
  url: 'website',
  description: 'bio',
  picture: 'picture',
}

/** What a criterion asks for: parameters are called `course_5`, `grade_5` (of that course), `bydate_5`. */
function termsOf(type: CriterionType, params: readonly SourceRow[], names: Names): IncomingTerm[] {
  const valueOf = new Map(params.map((param) => [textOf(param, 'name'), textOf(param, 'value')]))
  const activity = (
    of: 'course' | 'activity' | 'competency',
    table: 'course' | 'module' | 'competency',
    id: string,
  ) => {
    const grade = Number(valueOf.get(`grade_${id}`) || 'none')
    const by = metBefore(valueOf.get(`bydate_${id}`))
    return {
      activity: names(table, id),
      of,
      ...(Number.isFinite(grade) ? { minLevel: grade } : {}),
      ...(by === null ? {} : { by }),
    }
  }
  return params.flatMap((param): IncomingTerm[] => {
    const [, word = '', suffix = ''] = /^([a-z]+)_(\w+)$/.exec(textOf(param, 'name')) ?? []
    if (type === 'manual' && word === 'role') return [{ role: names('role', suffix) }]
    if ((type === 'course' || type === 'courseset') && word === 'course') return [activity('course', 'course', suffix)]
    if (type === 'activity' && word === 'module') return [activity('activity', 'module', suffix)]
    if (type === 'competency' && word === 'competency') return [activity('competency', 'competency', suffix)]
    if (type === 'badge' && word === 'badge') return [{ badge: suffix }]
    if (type === 'cohort' && word === 'cohort') return [{ group: names('cohort', suffix) }]
    const field = fields[suffix]
    return type === 'profile' && word === 'field' && field !== undefined ? [{ field }] : []
  })
}

function metBefore(seconds: string | undefined): string | null {
  const read = seconds && seconds !== '0' ? readTime(seconds, 'UTC') : null
  return read && 'time' in read ? read.time.slice(0, 10) : null
}

function* awards(tables: Tables): Generator<Incoming> {
  for (const row of tables.rows('badge_issued')) {
    const badge = textOf(row, 'badgeid')
    const awardedAt = metAt(row, 'dateissued', 'dateissue')
    const expires = wholeOf(row, 'dateexpire') ?? 0
    const end = expires > 0 ? readTime(String(expires), 'UTC') : null
    if (awardedAt === null) yield remark('award', row, badge, 'bad_date')
    else {
      if (end !== null && 'problem' in end) yield changed('award', row, badge, end.problem)
      yield {
        kind: 'award',
        at: row.at,
        name: badge,
        badge,
        person: textOf(row, 'userid'),
        awardedAt,
        expiresAt: end && 'time' in end ? end.time : null,
        narrative: '',
        evidence: [],
      }
    }
  }
}

/** A moment in seconds since 1970; null for 0, nothing, or what is no number of seconds. */
function metAt(row: SourceRow, ...columns: string[]): string | null {
  const seconds = wholeOf(row, ...columns) ?? 0
  const read = seconds > 0 ? readTime(String(seconds), 'UTC') : null
  return read && 'time' in read ? read.time : null
}

/** Rows that differ in some columns; several files may tell the same. */
const distinct = (rows: readonly SourceRow[], columns: readonly string[]): SourceRow[] => [
  ...new Map(rows.map((row) => [columns.map((column) => textOf(row, column)).join('\n'), row])).values(),
]

function grouped(tables: Tables, table: string, column: string): Map<string, SourceRow[]> {
  const groups = new Map<string, SourceRow[]>()
  for (const row of tables.rows(table)) {
    const key = textOf(row, column)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
