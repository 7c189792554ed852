import { z } from 'zod'
import type { TransferKind, TransferReason } from '../../core/contract/transfer'
import type { Incoming, IncomingOf, IncomingTerm } from '../../core/transfer/incoming'
import type { Catalog } from './catalog'
import { findOrAddGroup } from './groups'
import { prepared } from './sqlite'
import type { Known, PastAward, TransferOptions } from './transfer-options'

type Earning = Extract<Incoming, { kind: 'criterion' | 'rubric' | 'counter' | 'met' | 'application' }>
type Deps = TransferOptions & {
  known: Known
  newId: () => string
  leave: (it: Incoming, kind: TransferKind, reason: TransferReason) => void
  mention: (it: Incoming, kind: TransferKind, reason: TransferReason) => void
  cut: (it: Incoming, kind: TransferKind, text: string, most: number) => string
  isSecond: (it: Incoming & { key: string }, kind: TransferKind) => boolean
}
type CriterionRow = { id: string; type: string; method: 'all' | 'any'; params: string }
const storedRoles = z.array(z.looseObject({ role: z.string().optional() }))

/** How badges are earned, and how far people have come. */
export function transferEarning(
  catalog: Catalog,
  { dry, originName, known, newId, leave, mention, cut, isSecond, count }: Deps,
): { bring: (it: Earning) => void; keepAward: (award: PastAward) => boolean } {
  const { db } = catalog
  const criteriaOf = prepared<[string], CriterionRow>(
    db,
    'SELECT id, type, method, params FROM criterion WHERE badge_id = ? ORDER BY id',
  )

  function bringCriterion(it: IncomingOf<'criterion'>): void {
    if (isSecond(it, 'criterion')) return
    const badgeId = known.idOf('badge', it.badge)
    if (badgeId === undefined) return leave(it, 'criterion', 'unknown_badge')
    const there = criteriaOf.all(badgeId).find(({ type }) => type === it.type)
    if (there !== undefined) {
      known.know('criterion', it.key, there.id)
      return count('criterion', 'there')
    }
    const params = it.terms.flatMap((term) => paramOf(it, term) ?? [])
    if (params.length === 0 && it.type !== 'overall') return leave(it, 'criterion', 'broken')
    const id = newId()
    const description = cut(it, 'criterion', it.description, 2000)
    if (!dry)
      prepared(
        db,
        'INSERT INTO criterion (id, badge_id, type, method, description, params) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, badgeId, it.type, it.method, description, JSON.stringify(params))
    known.know('criterion', it.key, id)
    count('criterion', 'new')
  }

  /** A term as `core/earning/criteria.ts` has it; null where what it names is not here. */
  function paramOf(it: IncomingOf<'criterion'>, term: IncomingTerm): object | null {
    if ('role' in term) return { role: term.role.slice(0, 100) }
    if ('field' in term) return { field: term.field }
    if ('badge' in term) {
      const badgeId = known.idOf('badge', term.badge)
      if (badgeId === undefined) mention(it, 'criterion', 'unknown_badge')
      return badgeId === undefined ? null : { badgeId }
    }
    if ('group' in term) return { groupId: dry ? newId() : findOrAddGroup(catalog, term.group.slice(0, 255)) }
    const { activity, of, ...rest } = term
    return { activityId: activityCalled(of, activity.slice(0, 255)), ...rest }
  }

  function activityCalled(kind: 'course' | 'activity' | 'competency', name: string): string {
    const same = prepared<[string, string], { id: string }>(
      db,
      'SELECT id FROM activity WHERE kind = ? AND name = ? ORDER BY id LIMIT 1',
    ).get(kind, name)
    if (same !== undefined) return same.id
    const id = newId()
    if (!dry)
      prepared(db, 'INSERT INTO activity (id, kind, name, created_at) VALUES (?, ?, ?, ?)').run(
        id,
        kind,
        name,
        catalog.now(),
      )
    return id
  }

  /** Notes that a criterion is met; false where that is noted already. */
  function note(criterionId: string, personId: string, metAt: string, role: string, text: string): boolean {
    const isThere = prepared<[string, string, string], object>(
      db,
      'SELECT 1 FROM criterion_met WHERE criterion_id = ? AND person_id = ? AND role = ?',
    )
    if (isThere.get(criterionId, personId, role) !== undefined) return false
    // Nothing is stored in a dry run: what it told already is remembered.
    const told = `${criterionId} ${personId} ${role}`
    if (dry && known.idOf('noted', told) !== undefined) return false
    if (dry) known.know('noted', told, criterionId)
    else
      prepared(
        db,
        'INSERT INTO criterion_met (id, criterion_id, person_id, met_at, role, note) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(newId(), criterionId, personId, metAt, role.slice(0, 100), text.slice(0, 2000))
    return true
  }

  function bringMet(it: IncomingOf<'met'>): void {
    const personId = known.idOf('person', it.person)
    if (personId === undefined) return leave(it, 'met', 'unknown_person')
    const badgeId = 'manualOf' in it.criterion ? known.idOf('badge', it.criterion.manualOf) : undefined
    const criterionId =
      'key' in it.criterion
        ? known.idOf('criterion', it.criterion.key)
        : badgeId === undefined
          ? undefined
          : manualCriterion(badgeId, it.role || originName)
    if (criterionId === undefined) return leave(it, 'met', 'unknown_criterion')
    const isNew = note(criterionId, personId, it.metAt, it.role, it.note)
    if (isNew && !dry) complete(criterionId, personId, it.metAt)
    count('met', isNew ? 'new' : 'there')
  }

  /** Whoever met a criterion that asks for all of some courses or activities has done each of them. */
  function complete(criterionId: string, personId: string, at: string): void {
    const row = prepared<[string], CriterionRow>(db, 'SELECT id, type, method, params FROM criterion WHERE id = ?').get(
      criterionId,
    )
    const terms = z
      .array(z.looseObject({ activityId: z.string().optional() }))
      .safeParse(JSON.parse(row?.params ?? '[]'))
    if (row === undefined || !terms.success || (row.method === 'any' && terms.data.length > 1)) return
    for (const { activityId } of terms.data)
      if (activityId !== undefined)
        prepared(db, 'INSERT OR IGNORE INTO completion (activity_id, person_id, completed_at) VALUES (?, ?, ?)').run(
          activityId,
          personId,
          at,
        )
  }

  /** The criterion by which people of a badge are confirmed; made where there is none. */
  function manualCriterion(badgeId: string, role: string): string {
    const there = criteriaOf.all(badgeId).find(({ type }) => type === 'manual')
    const kept = there?.id ?? known.idOf('manual criterion', badgeId)
    if (kept !== undefined) return kept
    const id = newId()
    if (!dry)
      prepared(db, "INSERT INTO criterion (id, badge_id, type, method, params) VALUES (?, ?, 'manual', 'any', ?)").run(
        id,
        badgeId,
        JSON.stringify([{ role: role.slice(0, 100) }]),
      )
    known.know('manual criterion', badgeId, id)
    return id
  }

  /**
   * Keeps a past award as what it proves: that the person was confirmed to have earned the badge, when and by whom. A badge with criteria
   * of its own keeps it with its overall one, so that they go on meaning what they meant. False where it is kept already.
   */
  function keepAward(award: PastAward): boolean {
    const { badgeId, personId, awardedAt } = award
    const said = [award.narrative, ...award.evidence.flatMap(({ url, narrative }) => [url ?? '', narrative ?? ''])]
    const text = cut(award, 'award', said.filter(Boolean).join('\n'), 2000)
    const criteria = criteriaOf.all(badgeId)
    const manual = criteria.find(({ type }) => type === 'manual')
    const isOnlyManual = criteria.every(({ type }) => type === 'manual' || type === 'overall')
    let isNew = false
    if (isOnlyManual) {
      const id = manualCriterion(badgeId, originName)
      const roles = storedRoles.parse(JSON.parse(manual?.params ?? '[]')).flatMap(({ role }) => role ?? [])
      const named = roles.length === 0 ? [originName] : manual?.method === 'all' ? roles : roles.slice(0, 1)
      for (const role of named) isNew = note(id, personId, awardedAt, role, text) || isNew
    } else isNew = note(overallCriterion(badgeId, criteria), personId, awardedAt, originName, text)
    return isNew
  }

  function overallCriterion(badgeId: string, criteria: readonly CriterionRow[]): string {
    const there = criteria.find(({ type }) => type === 'overall')
    if (there !== undefined) return there.id
    const id = newId()
    if (!dry)
      prepared(db, "INSERT INTO criterion (id, badge_id, type, method) VALUES (?, ?, 'overall', 'all')").run(
        id,
        badgeId,
      )
    return id
  }

  function bringRubric(it: IncomingOf<'rubric'>): void {
    if (isSecond(it, 'rubric')) return
    const badgeId = known.idOf('badge', it.badge)
    if (badgeId === undefined) return leave(it, 'rubric', 'unknown_badge')
    if (it.name === '') return leave(it, 'rubric', 'no_name')
    const there = prepared<[string, string], { id: string }>(
      db,
      'SELECT id FROM rubric_item WHERE badge_id = ? AND description = ?',
    ).get(badgeId, it.name)
    if (there !== undefined) {
      known.know('rubric', it.key, there.id)
      return count('rubric', 'there')
    }
    const id = newId()
    const text = cut(it, 'rubric', it.note, 2000)
    if (!dry)
      prepared(
        db,
        'INSERT INTO rubric_item (id, badge_id, position, description, note, is_required) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, badgeId, it.position, it.name, text, it.required ? 1 : 0)
    known.know('rubric', it.key, id)
    count('rubric', 'new')
  }

  /** A value that counts how far somebody has come towards a badge: a counter of the badge's name. */
  function bringCounter(it: IncomingOf<'counter'>): void {
    const badgeId = known.idOf('badge', it.badge)
    const personId = known.idOf('person', it.person)
    if (badgeId === undefined) return leave(it, 'counter', 'unknown_badge')
    if (personId === undefined) return leave(it, 'counter', 'unknown_person')
    let counterId =
      known.idOf('counter', it.name) ??
      prepared<[string], { id: string }>(db, 'SELECT id FROM progress_counter WHERE name = ?').get(it.name)?.id
    if (counterId === undefined) {
      counterId = newId()
      if (!dry)
        prepared(db, 'INSERT INTO progress_counter (id, name, created_at) VALUES (?, ?, ?)').run(
          counterId,
          it.name,
          catalog.now(),
        )
    }
    known.know('counter', it.name, counterId)
    const isThere = prepared<[string, string], object>(
      db,
      'SELECT 1 FROM progress_value WHERE counter_id = ? AND person_id = ?',
    ).get(counterId, personId)
    if (isThere !== undefined) return count('counter', 'there')
    if (!dry)
      prepared(db, 'INSERT INTO progress_value (counter_id, person_id, value, updated_at) VALUES (?, ?, ?, ?)').run(
        counterId,
        personId,
        it.value,
        it.updatedAt ?? catalog.now(),
      )
    count('counter', 'new')
  }

  function bringApplication(it: IncomingOf<'application'>): void {
    if (isSecond(it, 'application')) return
    const badgeId = known.idOf('badge', it.badge)
    const personId = known.idOf('person', it.person)
    if (badgeId === undefined) return leave(it, 'application', 'unknown_badge')
    if (personId === undefined) return leave(it, 'application', 'unknown_person')
    const at = it.createdAt ?? catalog.now()
    // One that came in before has the same badge, person and time.
    const isThere = prepared<{ badgeId: string; personId: string; at: string | null }, object>(
      db,
      "SELECT 1 FROM application WHERE badge_id = @badgeId AND person_id = @personId AND source = 'imported' AND (@at IS NULL OR created_at = @at)",
    ).get({ badgeId, personId, at: it.createdAt })
    if (isThere !== undefined) return count('application', 'there')
    const id = newId()
    if (it.reviews.some(({ items }) => items.some(({ rubric }) => known.idOf('rubric', rubric) === undefined)))
      mention(it, 'application', 'unknown_criterion')
    const texts = [...it.evidence.map(({ narrative }) => narrative ?? ''), ...it.reviews.map(({ comment }) => comment)]
    if (texts.some((text) => text.length > 5000)) mention(it, 'application', 'too_long')
    if (!dry) {
      prepared(
        db,
        "INSERT INTO application (id, badge_id, person_id, state, source, statement, created_at, updated_at) VALUES (?, ?, ?, ?, 'imported', ?, ?, ?)",
      ).run(id, badgeId, personId, it.state, it.statement.slice(0, 5000), at, catalog.now())
      for (const { url, narrative } of it.evidence)
        prepared(
          db,
          'INSERT INTO application_evidence (id, application_id, kind, url, text, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        ).run(newId(), id, url === undefined ? 'text' : 'link', url ?? null, (narrative ?? '').slice(0, 5000), at)
      for (const review of it.reviews) {
        const reviewId = newId()
        prepared(
          db,
          'INSERT INTO review (id, application_id, author, decision, comment, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        ).run(
          reviewId,
          id,
          review.author.slice(0, 255),
          review.decision,
          review.comment.slice(0, 5000),
          review.at ?? at,
        )
        for (const { rubric, satisfied, comment } of review.items) {
          const rubricId = known.idOf('rubric', rubric)
          if (rubricId !== undefined)
            prepared(
              db,
              'INSERT OR IGNORE INTO review_item (review_id, rubric_item_id, is_satisfied, comment) VALUES (?, ?, ?, ?)',
            ).run(reviewId, rubricId, satisfied ? 1 : 0, comment.slice(0, 2000))
        }
      }
    }
    count('application', 'new')
  }

  return {
    keepAward,
    bring: (it) => {
      switch (it.kind) {
        case 'criterion':
          return bringCriterion(it)
        case 'rubric':
          return bringRubric(it)
        case 'counter':
          return bringCounter(it)
        case 'met':
          return bringMet(it)
        case 'application':
          return bringApplication(it)
      }
    },
  }
}
