import { slugOf } from '../../core/badges/slug'
import { checkExpiry } from '../../core/badges/expiry'
import { achievementDetails } from '../../core/contract/achievement'
import { badgeDetails } from '../../core/contract/badges'
import { email as emailShape, name as nameShape } from '../../core/contract/shapes'
import type { TransferKind, TransferReason } from '../../core/contract/transfer'
import { readAddress } from '../../core/people/identity'
import { ruleProblem, type Rule } from '../../core/programs/milestones'
import type { Incoming, IncomingOf } from '../../core/transfer/incoming'
import { blankKeeping, keepingColumns } from './badge-keeping'
import { badgeRow, blankDetails, insertBadge, updateVersion, versionRow } from './badge-rows'
import type { Catalog, Transaction } from './catalog'
import { saveIssuer } from './issuers'
import { readRules } from './milestones'
import { findOrAddPeople, indexPerson, lookUpPeople, sortNameOf } from './people'
import { storePicture, type PictureFacts, type Picture } from './pictures'
import { prepared } from './sqlite'
import { transferEarning } from './transfer-earning'
import type { Known, PastAward, TransferOptions } from './transfer-options'

/** What the files of a source have for a badge: nothing wanted, a picture that is kept already, or the word for why there is none. */
export type PictureForBadge =
  { picture: Picture; facts: PictureFacts } | 'picture_missing' | 'picture_unreadable' | null

/**
 * Brings things of another system into the library, one after the other, or says what would become of them. What is here already (the
 * same name under the same issuer, the same person) is found and left as it is, so that bringing the same in again adds only what is
 * new. Badges come in paused: somebody looks at them before they can be earned.
 */
export function transfer(catalog: Catalog, options: TransferOptions) {
  const { db } = catalog
  const { dry, tell, count } = options
  const ids = new Map<string, string>()
  const known: Known = {
    idOf: (kind, key) => (key == null ? undefined : ids.get(`${kind} ${key}`)),
    know: (kind, key, id) => void ids.set(`${kind} ${key}`, id),
  }
  const optedOut = new Set<string>()
  /** Ids that a key of the source has taken: two things of one name are two. */
  const taken = new Set<string>()
  let invented = 0
  /** In a dry run, what would be here stands under an id that no row has. */
  const newId = () => (dry ? `new ${(invented += 1)}` : catalog.newId())

  const leave = (it: Incoming, kind: TransferKind, reason: TransferReason) => {
    count(kind, 'leftOut')
    tell({ kind, at: it.at, name: it.name, reason, outcome: 'left_out' })
  }
  const mention = (it: Incoming, kind: TransferKind, reason: TransferReason) =>
    tell({ kind, at: it.at, name: it.name, reason, outcome: 'changed' })

  /** A text as long as it can be kept; what is cut off is named. */
  const cut = (it: Incoming, kind: TransferKind, text: string, most: number): string => {
    if (text.length > most) mention(it, kind, 'too_long')
    return text.slice(0, most)
  }

  const seen = new Map<string, string>()
  /** Whether a thing came already in this run: several files of a source may tell of the same one. Under another name it is named. */
  const isSecond = (it: Incoming & { key: string }, kind: TransferKind): boolean => {
    const name = seen.get(`${kind} ${it.key}`)
    if (name === undefined) seen.set(`${kind} ${it.key}`, it.name)
    else if (name !== it.name) leave(it, kind, 'repeated')
    return name !== undefined
  }

  /** A name that this library can keep, or the word for why not. */
  const nameProblem = (name: string): TransferReason | null =>
    name === '' ? 'no_name' : nameShape.safeParse(name).success ? null : name.length > 255 ? 'too_long' : 'broken'

  /** The first row of a query that no other key has taken. */
  const free = (rows: readonly { id: string }[]) => rows.find(({ id }) => !taken.has(id))?.id

  const found = (kind: TransferKind, key: string, id: string) => {
    known.know(kind, key, id)
    taken.add(id)
    count(kind, 'there')
  }
  const made = (kind: TransferKind, key: string, id: string) => {
    known.know(kind, key, id)
    taken.add(id)
    count(kind, 'new')
  }

  /** Issuers come in before everything else, each in a transaction of its own. */
  function bringIssuer(it: IncomingOf<'issuer'>): void {
    if (isSecond(it, 'issuer')) return
    const same = free(
      prepared<[string], { id: string }>(db, 'SELECT id FROM issuer WHERE name = ? ORDER BY id').all(it.name),
    )
    if (same !== undefined) {
      found('issuer', it.key, same)
      return
    }
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, 'issuer', problem)
    if (!emailShape.safeParse(it.email).success) return leave(it, 'issuer', 'invalid_address')
    if (it.url === '') return leave(it, 'issuer', 'bad_web_address')
    const description = cut(it, 'issuer', it.description, 2000)
    const id = dry
      ? newId()
      : saveIssuer(catalog, { name: it.name, email: it.email.trim(), url: it.url, description }).id
    made('issuer', it.key, id)
  }

  function bringBelonging(it: IncomingOf<'system' | 'program'>): void {
    const { kind } = it
    if (isSecond(it, kind)) return
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, kind, problem)
    const same = free(
      prepared<[string], { id: string }>(db, `SELECT id FROM ${kind} WHERE name = ? ORDER BY id`).all(it.name),
    )
    if (same !== undefined) found(kind, it.key, same)
    else {
      const id = newId()
      const description = cut(it, kind, it.description, 5000)
      if (!dry) {
        const isTaken = prepared<[string], object>(db, `SELECT 1 FROM ${kind} WHERE slug = ?`)
        const stem = slugOf(it.name)
        let slug = stem
        for (let number = 2; isTaken.get(slug) !== undefined; number += 1) slug = `${stem.slice(0, 50)}-${number}`
        const at = catalog.now()
        prepared(
          db,
          `INSERT INTO ${kind} (id, slug, name, url, description, email, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ).run(id, slug, it.name, it.url, description, it.email, at, at)
      }
      made(kind, it.key, id)
    }
  }

  /** Joins a thing to those that it belongs under. */
  function join(
    it: Incoming,
    kind: TransferKind,
    table: 'system_issuer' | 'issuer_program' | 'program_badge',
    childId: string | undefined,
    parents: readonly string[],
  ): void {
    const [parent, child] = table.split('_') as [TransferKind, string]
    for (const key of parents) {
      const parentId = known.idOf(parent, key)
      if (parentId === undefined || childId === undefined)
        mention(
          it,
          kind,
          parent === 'system' ? 'unknown_system' : parent === 'issuer' ? 'unknown_issuer' : 'unknown_program',
        )
      else if (!dry)
        prepared<{ parentId: string; childId: string }>(
          db,
          `INSERT OR IGNORE INTO ${table} (${parent}_id, ${child}_id, position)
           SELECT @parentId, @childId, coalesce(max(position), 0) + 1 FROM ${table} WHERE ${parent}_id = @parentId`,
        ).run({ parentId, childId })
    }
  }

  function bringBadge(tx: Transaction | null, it: IncomingOf<'badge'>, picture: PictureForBadge): void {
    if (isSecond(it, 'badge')) return
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, 'badge', problem)
    const ownIssuer = known.idOf('issuer', it.issuer)
    const issuerId = ownIssuer ?? options.issuerId
    const same = free(
      prepared<[string, string | null], { id: string }>(
        db,
        `SELECT badge.id FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id
         WHERE version.name = ? AND badge.issuer_id IS ? ORDER BY badge.id`,
      ).all(it.name, issuerId),
    )
    if (same !== undefined) {
      found('badge', it.key, same)
      return join(it, 'badge', 'program_badge', same, it.programs)
    }
    const now = catalog.now()
    let { expiry } = it
    try {
      checkExpiry(expiry, now)
    } catch {
      mention(it, 'badge', 'bad_period')
      expiry = { kind: 'none' }
    }
    const achievement = achievementDetails.safeParse(it.achievement ?? {})
    const details = badgeDetails.safeParse({
      ...blankDetails,
      name: it.name,
      description: it.description,
      criteria: it.criteria,
      // Those systems showed a badge's name in place of a picture that could not be seen.
      altText: (it.altText ?? '') === '' ? it.name : it.altText,
      tags: it.tags.slice(0, 50),
      expiry,
      achievement: achievement.success ? achievement.data : achievementDetails.parse({}),
    })
    if (!details.success) return leave(it, 'badge', 'too_long')
    if (!achievement.success || it.tags.length > 50) mention(it, 'badge', 'too_long')
    if (it.issuer !== null && ownIssuer === undefined) mention(it, 'badge', 'unknown_issuer')
    if (typeof picture === 'string') mention(it, 'badge', picture)
    if (it.state === 'active') mention(it, 'badge', 'was_active')
    const id = newId()
    if (tx !== null && !dry) {
      if (picture !== null && typeof picture === 'object') storePicture(catalog, tx, picture.picture, picture.facts)
      insertBadge(catalog, tx, id, details.data, {
        issuerId: issuerId ?? null,
        designId: null,
        pictureSha256: picture !== null && typeof picture === 'object' ? picture.picture.sha256 : null,
        vectorSha256: null,
        art: null,
        mailSubject: it.mailSubject ?? null,
        mailBody: it.mailBody ?? null,
        paused: true,
        keeping: keepingColumns({
          ...blankKeeping,
          issueLimit: it.issueLimit ?? null,
          duplicatePolicy: it.onePerPerson === false ? 'allow' : 'deny',
          notifyCreator: it.notifyCreator ?? false,
          attachBaked: it.attachBaked ?? true,
          visible: it.visible ?? true,
        }),
      })
      if (it.state === 'archived')
        prepared(db, "UPDATE badge SET status_before_archive = status, status = 'archived' WHERE id = ?").run(id)
      for (const category of it.categories ?? []) addCategory(id, category)
    }
    made('badge', it.key, id)
    join(it, 'badge', 'program_badge', id, it.programs)
  }

  function addCategory(badgeId: string, name: string): void {
    prepared(db, 'INSERT OR IGNORE INTO category (id, name, created_at) VALUES (?, ?, ?)').run(
      catalog.newId(),
      name,
      catalog.now(),
    )
    prepared(
      db,
      'INSERT OR IGNORE INTO badge_category (badge_id, category_id) SELECT ?, id FROM category WHERE name = ? COLLATE NOCASE',
    ).run(badgeId, name)
  }

  /** Two badges stand near each other: one row for both, the smaller id first (related_badge). */
  function bringRelated(it: IncomingOf<'related'>): void {
    const [badge, other] = [known.idOf('badge', it.badge), known.idOf('badge', it.other)]
    if (badge === undefined || other === undefined) return leave(it, 'related', 'unknown_badge')
    if (badge === other) return leave(it, 'related', 'cycle')
    const [a, b] = badge < other ? [badge, other] : [other, badge]
    // The other way round in the same source is the same pair.
    if (known.idOf('pair', `${a} ${b}`) !== undefined) return
    known.know('pair', `${a} ${b}`, a)
    const isThere = prepared<[string, string], object>(db, 'SELECT 1 FROM related_badge WHERE a_id = ? AND b_id = ?')
    if (isThere.get(a, b) !== undefined) return count('related', 'there')
    if (!dry) prepared(db, 'INSERT INTO related_badge (a_id, b_id) VALUES (?, ?)').run(a, b)
    count('related', 'new')
  }

  /** What somebody said of a badge, unsigned: kept with the badge, in no document. */
  function bringEndorsement(tx: Transaction | null, it: IncomingOf<'endorsement'>): void {
    const badgeId = known.idOf('badge', it.badge)
    if (badgeId === undefined) return leave(it, 'endorsement', 'unknown_badge')
    const told = `${badgeId} ${JSON.stringify(it.said)}`
    if (known.idOf('said', told) !== undefined) return
    known.know('said', told, badgeId)
    const version = badgeId.startsWith('new ')
      ? undefined
      : versionRow(catalog, badgeRow(catalog, badgeId).current_version_id)
    const details = achievementDetails.parse(JSON.parse(version?.achievement ?? '{}'))
    const said = details.unsignedEndorsements
    if (said.some((one) => JSON.stringify(one) === JSON.stringify(it.said))) return count('endorsement', 'there')
    // What a badge says is fixed once it was awarded.
    if (said.length >= 20 || (version !== undefined && version.frozen_at !== null))
      return leave(it, 'endorsement', 'not_carried')
    mention(it, 'endorsement', 'not_signed')
    if (tx !== null && !dry && version !== undefined)
      updateVersion(catalog, tx, {
        ...version,
        achievement: JSON.stringify({ ...details, unsignedEndorsements: [...said, it.said] }),
      })
    count('endorsement', 'new')
  }

  function bringPerson(tx: Transaction | null, it: IncomingOf<'person'>): void {
    if (isSecond(it, 'person')) return
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, 'person', problem)
    const reading = it.email === null || it.email.trim() === '' ? null : readAddress(it.email)
    if (reading !== null && 'problem' in reading) mention(it, 'person', 'invalid_address')
    const email = reading !== null && 'address' in reading ? reading.address : null
    const [first, second] = lookUpPeople(catalog, [{ row: 1, name: it.name, email }])[0]?.personIds ?? []
    if (second !== undefined) return leave(it, 'person', 'ambiguous')
    const sameHere = `${email?.toLowerCase() ?? ''} ${sortNameOf(it.name)}`
    const id = first ?? known.idOf('same person', sameHere)
    if (id !== undefined) {
      known.know('person', it.key, id)
      // Two of the source who are the same here, by all that it says of them.
      if (broughtNow.has(id)) mention(it, 'person', 'repeated')
      else broughtNow.add(id)
      count('person', 'there')
      const isOut = isOptedOut(id)
      // Who is here stays as they are: somebody decides whether they opted out here too. They get nothing in any case.
      if (it.optedOut && !isOut) mention(it, 'person', 'opted_out')
      if (it.optedOut || isOut) optedOut.add(id)
      return
    }
    const bio = cut(it, 'person', it.bio ?? '', 2000)
    let personId = newId()
    if (tx !== null && !dry) {
      personId = findOrAddPeople(catalog, tx, [{ row: 1, name: it.name, email }])[0]?.personId ?? personId
      prepared(
        db,
        `UPDATE person SET given_name = ?, family_name = ?, nickname = ?, website = ?, bio = ?, created_at = ?,
           opted_out_at = ?, opted_out_reason = ? WHERE id = ?`,
      ).run(
        (it.givenName ?? '').slice(0, 255),
        (it.familyName ?? '').slice(0, 255),
        (it.nickname ?? '').slice(0, 255),
        it.website ?? '',
        bio,
        it.createdAt ?? catalog.now(),
        it.optedOut ? catalog.now() : null,
        it.optedOut ? options.originName : '',
        personId,
      )
      // A nickname is found too; the name is in the index already.
      if (it.nickname && it.nickname !== it.name) indexPerson(catalog, personId)
    }
    if (it.optedOut) optedOut.add(personId)
    broughtNow.add(personId)
    known.know('same person', sameHere, personId)
    made('person', it.key, personId)
  }

  const broughtNow = new Set<string>()
  const isOptedOut = (id: string) =>
    prepared<[string], object>(db, 'SELECT 1 FROM person WHERE id = ? AND opted_out_at IS NOT NULL').get(id) !==
    undefined

  function bringTeam(it: IncomingOf<'team'>): void {
    if (isSecond(it, 'team')) return
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, 'team', problem)
    const same = prepared<[string], { id: string }>(db, 'SELECT id FROM team WHERE name = ?').get(it.name)
    if (same !== undefined) return found('team', it.key, same.id)
    const id = newId()
    if (!dry) prepared(db, 'INSERT INTO team (id, name, created_at) VALUES (?, ?, ?)').run(id, it.name, catalog.now())
    made('team', it.key, id)
  }

  function bringSeries(it: IncomingOf<'series'>): void {
    if (isSecond(it, 'series')) return
    const problem = nameProblem(it.name)
    if (problem !== null) return leave(it, 'series', problem)
    const teamId = known.idOf('team', it.team)
    if (it.team !== null && teamId === undefined) mention(it, 'series', 'unknown_team')
    const same = free(
      prepared<[string, string | null], { id: string }>(
        db,
        'SELECT id FROM series WHERE name = ? AND team_id IS ? ORDER BY id',
      ).all(it.name, teamId ?? null),
    )
    if (same !== undefined) return found('series', it.key, same)
    const id = newId()
    const at = catalog.now()
    if (!dry)
      prepared(
        db,
        'INSERT INTO series (id, team_id, name, description, tags, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(id, teamId ?? null, it.name, cut(it, 'series', it.description, 5000), JSON.stringify(it.tags), at, at)
    made('series', it.key, id)
  }

  function bringMilestone(it: IncomingOf<'milestone'>): void {
    const seriesId = known.idOf('series', it.series)
    const badgeId = known.idOf('badge', it.badge)
    if (seriesId === undefined) return leave(it, 'milestone', 'unknown_series')
    if (badgeId === undefined) return leave(it, 'milestone', 'unknown_badge')
    const isThere = prepared<[string, string], object>(
      db,
      'SELECT 1 FROM milestone WHERE series_id = ? AND badge_id = ?',
    )
    if (isThere.get(seriesId, badgeId) !== undefined) return count('milestone', 'there')
    if (known.idOf('step', `${seriesId} ${badgeId}`) !== undefined) return leave(it, 'milestone', 'repeated')
    const isHeld = prepared<[string, number], object>(
      db,
      'SELECT 1 FROM milestone WHERE series_id = ? AND position = ?',
    )
    if (
      isHeld.get(seriesId, it.position) !== undefined ||
      known.idOf('position', `${seriesId} ${it.position}`) !== undefined
    )
      return leave(it, 'milestone', 'position_taken')
    const id = newId()
    if (!dry)
      prepared(db, 'INSERT INTO milestone (id, series_id, badge_id, position) VALUES (?, ?, ?, ?)').run(
        id,
        seriesId,
        badgeId,
        it.position,
      )
    known.know('step', `${seriesId} ${badgeId}`, id)
    known.know('position', `${seriesId} ${it.position}`, id)
    count('milestone', 'new')
  }

  const dryRules: Rule[] = []
  function bringRule(it: IncomingOf<'rule'>): void {
    const targetBadgeId = known.idOf('badge', it.target)
    const badgeIds = [...new Set(it.members.flatMap((member) => known.idOf('badge', member) ?? []))].sort()
    if (targetBadgeId === undefined || badgeIds.length < new Set(it.members).size)
      return leave(it, 'rule', 'unknown_badge')
    const rules = [...readRules(catalog), ...dryRules]
    const isSame = (rule: Rule) =>
      rule.targetBadgeId === targetBadgeId &&
      rule.numberRequired === it.numberRequired &&
      [...rule.badgeIds].sort().join() === badgeIds.join()
    if (rules.some(isSame)) return count('rule', 'there')
    const rule: Rule = { id: newId(), targetBadgeId, numberRequired: it.numberRequired, action: it.action, badgeIds }
    const problem = ruleProblem(rule, rules)
    if (problem !== null) return leave(it, 'rule', problem.reason === 'cycle' ? 'cycle' : 'bad_number')
    if (dry) dryRules.push(rule)
    else {
      prepared(
        db,
        'INSERT INTO milestone_rule (id, target_badge_id, number_required, action, created_at) VALUES (?, ?, ?, ?, ?)',
      ).run(rule.id, targetBadgeId, it.numberRequired, it.action, catalog.now())
      for (const badgeId of badgeIds)
        prepared(db, 'INSERT INTO milestone_rule_member (rule_id, badge_id) VALUES (?, ?)').run(rule.id, badgeId)
    }
    count('rule', 'new')
  }

  const earning = transferEarning(catalog, { ...options, known, newId, leave, mention, cut, isSecond })

  /** A past award with the ids of what it is about; null where it stays behind, which is told. */
  function pastAward(it: IncomingOf<'award'>): PastAward | null {
    const badgeId = known.idOf('badge', it.badge)
    const personId = known.idOf('person', it.person)
    const refuse = (reason: TransferReason) => (leave(it, 'award', reason), null)
    if (badgeId === undefined) return refuse('unknown_badge')
    if (personId === undefined) return refuse('unknown_person')
    if (optedOut.has(personId)) return refuse('opted_out')
    if (Date.parse(it.awardedAt) > Date.parse(catalog.now()) + 86_400_000) return refuse('future_date')
    if (it.expiresAt !== null && it.expiresAt <= it.awardedAt) return refuse('ends_before_award')
    if (known.idOf('award', `${badgeId} ${personId}`) !== undefined) return refuse('repeated')
    known.know('award', `${badgeId} ${personId}`, badgeId)
    return { ...it, badgeId, personId }
  }

  return {
    /** What has to be done outside of a transaction: issuers, in a transaction of their own. */
    bringIssuer,
    /** Everything but issuers and awards. `tx` is null in a dry run. */
    bring(tx: Transaction | null, it: Exclude<Incoming, { kind: 'issuer' | 'award' }>, picture: PictureForBadge): void {
      switch (it.kind) {
        case 'remark':
          if (it.outcome === 'left_out') count(it.of, 'leftOut')
          tell({ kind: it.of, at: it.at, name: it.name, reason: it.reason, outcome: it.outcome })
          return
        case 'system':
          return bringBelonging(it)
        case 'program':
          bringBelonging(it)
          return join(it, 'program', 'issuer_program', known.idOf('program', it.key), it.under)
        case 'badge':
          return bringBadge(tx, it, picture)
        case 'related':
          return bringRelated(it)
        case 'endorsement':
          return bringEndorsement(tx, it)
        case 'person':
          return bringPerson(tx, it)
        case 'team':
          return bringTeam(it)
        case 'series':
          return bringSeries(it)
        case 'milestone':
          return bringMilestone(it)
        case 'rule':
          return bringRule(it)
        default:
          return earning.bring(it)
      }
    },
    /** Joins an issuer to its systems. */
    joinIssuer: (it: IncomingOf<'issuer'>) => {
      const id = known.idOf('issuer', it.key)
      if (id !== undefined) join(it, 'issuer', 'system_issuer', id, it.under)
    },
    pastAward,
    keepAward: earning.keepAward,
  }
}
