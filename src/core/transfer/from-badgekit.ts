import { z } from 'zod'
import { evidenceTypes, timeUnits } from '../contract/achievement'
import { alignmentsIn, evidenceIn, oneLine, webAddress } from './cells'
import { changed, remark, type Incoming, type IncomingOf, type JsonFile, type ReadOptions } from './incoming'
import { readTime } from './times'
import { fileNameOf } from './from-tahrir'

const text = z.union([z.string(), z.number().transform(String)]).nullish()
const flag = z.union([z.boolean(), z.number().transform((it) => it !== 0)]).nullish()
/** What BadgeKit's API nests: the thing itself, its slug, or nothing. */
const nested = z.union([z.looseObject({ slug: text, name: text }), z.string()]).nullish()
const level = z.looseObject({
  slug: z.string(),
  name: text,
  url: text,
  description: text,
  email: text,
  system: nested,
  issuer: nested,
})
type Level = z.infer<typeof level>
const named = z.union([z.string(), z.looseObject({ value: text, name: text })])
const badge = level.extend({
  strapline: text,
  earnerDescription: text,
  consumerDescription: text,
  criteriaUrl: text,
  rubricUrl: text,
  imageUrl: text,
  archived: flag,
  unique: z.union([z.boolean(), z.number()]).nullish(),
  limit: z.number().nullish(),
  program: nested,
  timeValue: z.number().nullish(),
  timeUnits: text,
  evidenceType: text,
  tags: z.array(named).nullish(),
  categories: z.array(named).nullish(),
  criteria: z.array(z.looseObject({ id: text, description: text, note: text, required: flag })).nullish(),
  alignments: z.array(z.looseObject({ name: text, url: text, description: text })).nullish(),
  milestones: z.array(z.unknown()).nullish(),
})
const milestone = z.looseObject({
  id: text,
  primaryBadge: nested,
  numberRequired: z.number(),
  action: text,
  supportBadges: z.array(nested).default([]),
})
const instance = z.looseObject({
  slug: text,
  email: z.string(),
  issuedOn: text,
  expires: text,
  badge: nested,
})
const reviewItem = z.looseObject({ criterionId: text, satisfied: flag, comment: text })
const application = z.looseObject({
  slug: z.string(),
  learner: z.string(),
  created: text,
  processed: text,
  assignedTo: text,
  badge: nested,
  evidence: z.array(z.looseObject({ url: text, mediaType: text, reflection: text })).nullish(),
  reviews: z
    .array(z.looseObject({ author: text, comment: text, reviewItems: z.array(reviewItem).nullish() }))
    .nullish(),
})

/** The lists that BadgeKit's API answers with, by their names; one thing alone counts as a list of one. */
const lists = {
  systems: 'system',
  issuers: 'issuer',
  programs: 'program',
  badges: 'badge',
  milestones: 'milestone',
  instances: 'instance',
  badgeInstances: 'instance',
  applications: 'application',
  claimCodes: 'code',
  codes: 'code',
} as const
type ListName = (typeof lists)[keyof typeof lists]
type Item = { at: string; value: unknown }

/** What the BadgeKit API answers (systems, issuers, programs, badges, instances, applications, milestones), in words of this library. */
export function* fromBadgekit(files: readonly JsonFile[], { zone }: ReadOptions): Generator<Incoming> {
  const found = listsIn(files)
  const items = (name: ListName) => found.get(name) ?? []
  const badges = items('badge').map((item) => ({ item, read: badge.safeParse(item.value) }))

  yield* levelsOf('system', items('system'), badges)
  yield* levelsOf('issuer', items('issuer'), badges)
  yield* levelsOf('program', items('program'), badges)
  const milestones = [...items('milestone')]
  for (const { item, read } of badges) {
    if (!read.success) yield remark('badge', item, '', 'broken')
    else {
      yield* badgeOf(item, read.data)
      for (const value of read.data.milestones ?? [])
        milestones.push({ at: item.at, value: withPrimary(value, read.data.slug) })
    }
  }
  yield* peopleOf([...items('instance'), ...items('application')])
  for (const item of milestones) yield ruleOf(item)
  for (const { item, read } of badges) if (read.success) yield* rubricOf(item, read.data)
  const required = new Map(
    badges.flatMap(({ read }) => (read.success ? [[read.data.slug, requiredIn(read.data)] as const] : [])),
  )
  for (const item of items('application')) yield* applicationOf(item, zone, required)
  for (const item of items('instance')) yield* awardOf(item, zone)
  for (const item of items('code')) {
    const { data } = z.looseObject({ badge: nested, badgeId: text }).safeParse(item.value)
    yield remark('code', item, slugIn(data?.badge) ?? '', 'not_carried')
  }
  for (const { name, value } of files) if (!isKnown(value)) yield remark('table', { at: name }, name, 'unknown_table')
}

const isKnown = (value: unknown): boolean => {
  const body = z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
  return Object.keys(lists).some((many) => Array.isArray(body[many]) || body[many.slice(0, -1)] !== undefined)
}

function listsIn(files: readonly JsonFile[]): Map<ListName, Item[]> {
  const found = new Map<ListName, Item[]>()
  for (const { name: file, value } of files) {
    const body = z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
    for (const [many, list] of Object.entries(lists)) {
      // `{"badge": …}` as the answer for one, `{"badges": […]}` for all.
      const one = many.slice(0, -1)
      const values = Array.isArray(body[many]) ? (body[many] as unknown[]) : body[one] === undefined ? [] : [body[one]]
      const items = found.get(list) ?? []
      values.forEach((it, index) => items.push({ at: `${file}, ${one} ${index + 1}`, value: it }))
      found.set(list, items)
    }
  }
  return found
}

const slugIn = (value: z.infer<typeof nested>): string | null =>
  typeof value === 'string' ? value : value?.slug != null ? String(value.slug) : null

/** The systems, issuers or programs that are listed, and those that only badges name. */
function* levelsOf(
  kind: 'system' | 'issuer' | 'program',
  listed: readonly Item[],
  badges: readonly { item: Item; read: ReturnType<typeof badge.safeParse> }[],
): Generator<Incoming> {
  const parent = kind === 'issuer' ? 'system' : 'issuer'
  const seen = new Set<string>()
  for (const item of listed) {
    const read = level.safeParse(item.value)
    if (!read.success) {
      yield remark(kind, item, '', 'broken')
      continue
    }
    if (seen.has(read.data.slug)) continue
    seen.add(read.data.slug)
    yield levelOf(kind, item, read.data, kind === 'system' ? null : slugIn(read.data[parent]))
  }
  for (const { item, read } of badges) {
    const value = read.success ? read.data[kind] : null
    const slug = slugIn(value)
    if (slug === null || seen.has(slug)) continue
    seen.add(slug)
    const inside = level.safeParse(value)
    const above = kind === 'system' || !read.success ? null : slugIn(read.data[parent])
    yield levelOf(kind, item, inside.success ? inside.data : { slug, name: slug }, above)
  }
}

function levelOf(
  kind: 'system' | 'issuer' | 'program',
  { at }: Item,
  { slug, name, url, description, email }: Partial<Level> & { slug: string },
  above: string | null,
): Incoming {
  return {
    kind,
    at,
    key: slug,
    name: oneLine(name ?? '') || slug,
    url: webAddress(url ?? ''),
    description: description ?? '',
    email: email ?? '',
    under: above === null ? [] : [above],
  }
}

const wordOf = (value: z.infer<typeof named>) =>
  oneLine(typeof value === 'string' ? value : String(value.value ?? value.name ?? '')).slice(0, 60)

function* badgeOf(item: Item, it: z.infer<typeof badge>): Generator<Incoming> {
  const name = oneLine(it.name ?? '')
  const criteriaUrl = it.criteriaUrl ?? ''
  if (criteriaUrl !== '' && webAddress(criteriaUrl) === '') yield changed('badge', item, name, 'bad_web_address')
  const { alignments, problems } = alignmentsIn(it.alignments ?? [])
  for (const problem of problems) yield changed('badge', item, name, problem)
  const unit = timeUnits.find((word) => word === it.timeUnits)
  const amount = it.timeValue ?? 0
  const isTime = unit !== undefined && Number.isInteger(amount) && amount >= 1 && amount <= 1000
  if (amount > 0 && !isTime) yield changed('badge', item, name, 'bad_number')
  const program = slugIn(it.program)
  yield {
    kind: 'badge',
    at: item.at,
    key: it.slug,
    name,
    issuer: slugIn(it.issuer),
    programs: program === null ? [] : [program],
    description: it.description ?? it.consumerDescription ?? it.strapline ?? '',
    criteria: [
      ...(it.criteria ?? []).map(({ description }) => `- ${oneLine(description ?? '')}`),
      webAddress(criteriaUrl) === '' ? '' : `<${criteriaUrl}>`,
    ]
      .filter((part) => part !== '' && part !== '- ')
      .join('\n\n')
      .replaceAll('\n\n- ', '\n- '),
    tags: [...new Set((it.tags ?? []).map(wordOf).filter(Boolean))],
    categories: [...new Set((it.categories ?? []).map(wordOf).filter(Boolean))],
    expiry: { kind: 'none' },
    picture: fileNameOf(it.imageUrl ?? ''),
    achievement: {
      strapline: oneLine(it.strapline ?? '').slice(0, 140),
      earnerDescription: (it.earnerDescription ?? '').slice(0, 5000),
      consumerDescription: (it.consumerDescription ?? '').slice(0, 5000),
      timeToEarn: isTime ? { amount, unit } : null,
      evidenceType: evidenceTypes.find((word) => word === it.evidenceType) ?? '',
      alignments,
    },
    state: it.archived ? 'archived' : 'active',
    issueLimit: it.limit && it.limit >= 1 ? Math.floor(it.limit) : null,
    onePerPerson: it.unique == null ? true : Boolean(it.unique),
  }
}

const addressKey = (address: string) => address.trim().toLowerCase()

/** BadgeKit knows people by their addresses alone. */
function* peopleOf(items: readonly Item[]): Generator<Incoming> {
  const seen = new Set<string>()
  for (const { at, value } of items) {
    const { data } = z.looseObject({ email: z.string().optional(), learner: z.string().optional() }).safeParse(value)
    const email = (data?.email ?? data?.learner ?? '').trim()
    if (email === '' || seen.has(addressKey(email))) continue
    seen.add(addressKey(email))
    yield { kind: 'person', at, key: addressKey(email), name: email.split('@', 1)[0] ?? email, email }
  }
}

const withPrimary = (value: unknown, primaryBadge: string) => ({
  ...z.record(z.string(), z.unknown()).safeParse(value).data,
  primaryBadge,
})

function ruleOf(item: Item): Incoming {
  const read = milestone.safeParse(item.value)
  const target = read.success ? slugIn(read.data.primaryBadge) : null
  if (!read.success || target === null) return remark('rule', item, '', 'broken')
  const { numberRequired, action, supportBadges } = read.data
  const members = supportBadges.flatMap((it) => slugIn(it) ?? [])
  if (!(Number.isInteger(numberRequired) && numberRequired >= 1 && numberRequired <= members.length))
    return remark('rule', item, target, 'bad_number')
  return {
    kind: 'rule',
    at: item.at,
    name: target,
    target,
    members,
    numberRequired,
    action: action === 'queue-application' ? 'queue_application' : 'award',
  }
}

const rubricKey = (slug: string, criterion: { id?: string | null | undefined }, index: number) =>
  criterion.id ?? `${slug} ${index}`

/** The criteria of a badge that a review must find satisfied. */
const requiredIn = ({ slug, criteria }: z.infer<typeof badge>): string[] =>
  (criteria ?? []).flatMap((criterion, index) =>
    criterion.required === false ? [] : [rubricKey(slug, criterion, index + 1)],
  )

function* rubricOf(item: Item, { slug, criteria }: z.infer<typeof badge>): Generator<IncomingOf<'rubric'>> {
  let position = 0
  for (const criterion of criteria ?? []) {
    position += 1
    yield {
      kind: 'rubric',
      at: item.at,
      name: oneLine(criterion.description ?? ''),
      key: rubricKey(slug, criterion, position),
      badge: slug,
      position,
      note: criterion.note ?? '',
      required: criterion.required !== false,
    }
  }
}

function* applicationOf(
  item: Item,
  zone: string | undefined,
  required: ReadonlyMap<string, readonly string[]>,
): Generator<Incoming> {
  const read = application.safeParse(item.value)
  const target = read.success ? slugIn(read.data.badge) : null
  if (!read.success || target === null) {
    yield remark('application', item, '', 'broken')
    return
  }
  const { slug, learner, created, processed, reviews } = read.data
  const { evidence, problems } = evidenceIn(
    (read.data.evidence ?? []).map(({ url, reflection }) => ({ url, narrative: reflection })),
  )
  const at = timeOr(created, zone)
  for (const time of [created, processed]) {
    const reading = readTime(time, zone)
    if (reading !== null && 'problem' in reading) yield changed('application', item, target, reading.problem)
  }
  for (const problem of problems) yield changed('application', item, target, problem)
  yield {
    kind: 'application',
    at: item.at,
    name: target,
    key: slug,
    badge: target,
    person: addressKey(learner),
    statement: '',
    state: processed ? 'reviewed' : 'submitted',
    createdAt: at,
    evidence,
    reviews: (reviews ?? []).map(({ author, comment, reviewItems }) => {
      const satisfied = (reviewItems ?? []).flatMap((it) => (it.satisfied === true ? (it.criterionId ?? []) : []))
      const isApproved =
        satisfied.length > 0 && (required.get(target) ?? []).every((criterion) => satisfied.includes(criterion))
      return {
        author: author ?? '',
        comment: comment ?? '',
        // As BadgeKit counts: approved is what satisfies every criterion that is required.
        decision: isApproved ? 'approve' : 'ask_for_more',
        at: timeOr(processed, zone) ?? at,
        items: (reviewItems ?? []).map(({ criterionId, satisfied: isSatisfied, comment: said }) => ({
          rubric: criterionId ?? '',
          satisfied: isSatisfied === true,
          comment: said ?? '',
        })),
      }
    }),
  }
}

function timeOr(value: string | null | undefined, zone: string | undefined): string | null {
  const read = readTime(value, zone)
  return read && 'time' in read ? read.time : null
}

function* awardOf(item: Item, zone: string | undefined): Generator<Incoming> {
  const read = instance.safeParse(item.value)
  const target = read.success ? slugIn(read.data.badge) : null
  if (!read.success || target === null) {
    yield remark('award', item, '', 'broken')
    return
  }
  const issued = readTime(read.data.issuedOn, zone)
  if (issued === null || 'problem' in issued) {
    yield remark('award', item, target, issued?.problem ?? 'bad_date')
    return
  }
  const end = readTime(read.data.expires, zone)
  if (end !== null && 'problem' in end) yield changed('award', item, target, end.problem)
  yield {
    kind: 'award',
    at: item.at,
    name: target,
    badge: target,
    person: addressKey(read.data.email),
    awardedAt: issued.time,
    expiresAt: end && 'time' in end ? end.time : null,
    narrative: '',
    evidence: [],
  }
}
