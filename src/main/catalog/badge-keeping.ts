import type { BadgeKeeping } from '../../core/contract/badges'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** The columns of the table `badge` that say how it is kept and awarded. */
export const keepingNames = [
  'issue_limit',
  'one_per_person',
  'duplicate_policy',
  'double_entry',
  'notify_creator',
  'attach_baked',
  'is_visible',
  'context',
  'context_activity_id',
] as const
export type KeepingColumns = {
  issue_limit: number | null
  one_per_person: 0 | 1
  duplicate_policy: BadgeKeeping['duplicatePolicy']
  double_entry: 0 | 1
  notify_creator: 0 | 1
  attach_baked: 0 | 1
  is_visible: 0 | 1
  context: 'site' | 'course'
  context_activity_id: string | null
}

/** A new badge's. */
export const blankKeeping: BadgeKeeping = {
  issueLimit: null,
  duplicatePolicy: 'deny',
  doubleEntry: false,
  notifyCreator: false,
  attachBaked: true,
  visible: true,
  courseId: null,
}

export const keepingOf = (row: KeepingColumns): BadgeKeeping => ({
  issueLimit: row.issue_limit,
  duplicatePolicy: row.duplicate_policy,
  doubleEntry: row.double_entry === 1,
  notifyCreator: row.notify_creator === 1,
  attachBaked: row.attach_baked === 1,
  visible: row.is_visible === 1,
  courseId: row.context_activity_id,
})

/** One per person follows from the policy, and the context from the course. */
export const keepingColumns = (keeping: BadgeKeeping): KeepingColumns => ({
  issue_limit: keeping.issueLimit,
  one_per_person: keeping.duplicatePolicy === 'allow' ? 0 : 1,
  duplicate_policy: keeping.duplicatePolicy,
  double_entry: keeping.doubleEntry ? 1 : 0,
  notify_creator: keeping.notifyCreator ? 1 : 0,
  attach_baked: keeping.attachBaked ? 1 : 0,
  is_visible: keeping.visible ? 1 : 0,
  context: keeping.courseId === null ? 'site' : 'course',
  context_activity_id: keeping.courseId,
})

/** The columns of a row, parted from the rest of it. */
export const keepingIn = (row: KeepingColumns): KeepingColumns => keepingColumns(keepingOf(row))

/** Refuses a course that is none. Throws `not_found` (field keeping.courseId). */
export function checkCourse(catalog: Catalog, courseId: string | null): void {
  if (courseId === null) return
  const course = prepared<[string], object>(catalog.db, "SELECT 1 FROM activity WHERE id = ? AND kind = 'course'").get(
    courseId,
  )
  if (course === undefined) throw new BlazonError('not_found', 'no such course', { field: 'keeping.courseId' })
}
