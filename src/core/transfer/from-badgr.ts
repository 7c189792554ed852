import { z } from 'zod'
import type { Expiry } from '../contract/badges'
import { alignmentsIn, evidenceIn, oneLine, webAddress } from './cells'
import { fileNameOf } from './from-tahrir'
import { changed, remark, type Incoming, type JsonFile, type ReadOptions } from './incoming'
import { readTime } from './times'

const text = z.string().nullish()
const issuer = z.looseObject({ entityId: z.string(), name: text, url: text, email: text, description: text })
const badge = z.looseObject({
  entityId: z.string(),
  issuer: text,
  name: text,
  description: text,
  criteriaUrl: text,
  criteriaNarrative: text,
  image: text,
  tags: z.array(z.string()).nullish(),
  alignments: z
    .array(
      z.looseObject({
        targetName: text,
        targetUrl: text,
        targetDescription: text,
        targetFramework: text,
        targetCode: text,
      }),
    )
    .nullish(),
  expires: z
    .looseObject({ amount: z.union([z.number(), z.string().transform(Number)]).nullish(), duration: text })
    .nullish(),
})
const assertion = z.looseObject({
  entityId: z.string(),
  badgeclass: z.string(),
  issuedOn: text,
  expires: text,
  narrative: text,
  revoked: z.boolean().nullish(),
  recipient: z.looseObject({ type: text, hashed: z.boolean().nullish(), identity: text, plaintextIdentity: text }),
  evidence: z.array(z.looseObject({ url: text, narrative: text })).nullish(),
  extensions: z.looseObject({ 'extensions:recipientProfile': z.looseObject({ name: text }).nullish() }).nullish(),
})

type Item = { file: string; at: string; type: string; value: unknown }

/** What Badgr's API answers (`{"result": [{"entityType": "Issuer" | "BadgeClass" | "Assertion", …}]}`), in words of this library. */
export function* fromBadgr(files: readonly JsonFile[], { zone }: ReadOptions): Generator<Incoming> {
  const items = files.flatMap(({ name, value }): Item[] => {
    const { data } = z.looseObject({ result: z.array(z.looseObject({ entityType: text })) }).safeParse(value)
    return (data?.result ?? []).map((it, index) => ({
      file: name,
      at: `${name}, ${index + 1}`,
      type: it.entityType ?? '',
      value: it,
    }))
  })
  const of = (type: string) => items.filter((item) => item.type === type)
  for (const item of of('Issuer')) yield issuerOf(item)
  for (const item of of('BadgeClass')) yield* badgeOf(item)
  const awards = of('Assertion').map((item) => ({ item, read: assertion.safeParse(item.value) }))
  const seen = new Set<string>()
  for (const { item, read } of awards) {
    const email = read.success ? addressOf(read.data) : null
    if (!read.success || email === null || seen.has(email.toLowerCase())) continue
    seen.add(email.toLowerCase())
    const said = oneLine(read.data.extensions?.['extensions:recipientProfile']?.name ?? '')
    yield {
      kind: 'person',
      at: item.at,
      key: email.toLowerCase(),
      name: said || (email.split('@', 1)[0] ?? email),
      email,
    }
  }
  for (const { item, read } of awards)
    if (read.success) yield* awardOf(item, read.data, zone)
    else yield remark('award', item, '', 'broken')
  const known = ['Issuer', 'BadgeClass', 'Assertion']
  for (const item of items) if (!known.includes(item.type)) yield remark('table', item, item.type, 'unknown_table')
  for (const file of files)
    if (!items.some(({ file: name }) => name === file.name))
      yield remark('table', { at: file.name }, file.name, 'unknown_table')
}

/** The address of whom it was awarded to; null where only its hash is known. */
function addressOf({ recipient }: z.infer<typeof assertion>): string | null {
  const plain = recipient.plaintextIdentity ?? (recipient.hashed === true ? null : recipient.identity)
  return plain != null && plain.includes('@') ? plain.trim() : null
}

function issuerOf(item: Item): Incoming {
  const read = issuer.safeParse(item.value)
  if (!read.success) return remark('issuer', item, '', 'broken')
  const { entityId, name, url, email, description } = read.data
  return {
    kind: 'issuer',
    at: item.at,
    key: entityId,
    name: oneLine(name ?? ''),
    url: webAddress(url ?? ''),
    email: email ?? '',
    description: description ?? '',
    under: [],
  }
}

const units = ['days', 'weeks', 'months', 'years'] as const

function* badgeOf(item: Item): Generator<Incoming> {
  const read = badge.safeParse(item.value)
  if (!read.success) {
    yield remark('badge', item, '', 'broken')
    return
  }
  const it = read.data
  const name = oneLine(it.name ?? '')
  const unit = units.find((word) => word === it.expires?.duration)
  const amount = it.expires?.amount ?? null
  const isPeriod = unit !== undefined && amount !== null && Number.isInteger(amount) && amount >= 1 && amount <= 1000
  if (it.expires?.amount != null && !isPeriod) yield changed('badge', item, name, 'bad_period')
  const criteriaUrl = webAddress(it.criteriaUrl ?? '')
  if ((it.criteriaUrl ?? '') !== '' && criteriaUrl === '') yield changed('badge', item, name, 'bad_web_address')
  const { alignments, problems } = alignmentsIn(
    (it.alignments ?? []).map((alignment) => ({
      name: alignment.targetName,
      url: alignment.targetUrl,
      description: alignment.targetDescription,
      framework: alignment.targetFramework,
      code: alignment.targetCode,
    })),
  )
  for (const problem of problems) yield changed('badge', item, name, problem)
  yield {
    kind: 'badge',
    at: item.at,
    key: it.entityId,
    name,
    issuer: it.issuer ?? null,
    programs: [],
    description: it.description ?? '',
    criteria: [it.criteriaNarrative ?? '', criteriaUrl === '' ? '' : `<${criteriaUrl}>`].filter(Boolean).join('\n\n'),
    tags: [...new Set((it.tags ?? []).map((tag) => oneLine(tag).slice(0, 60)).filter(Boolean))],
    expiry: (isPeriod ? { kind: 'period', amount, unit } : { kind: 'none' }) satisfies Expiry,
    picture: fileNameOf(it.image ?? ''),
    achievement: {
      alignments,
    },
    state: 'active',
  }
}

function* awardOf(item: Item, it: z.infer<typeof assertion>, zone: string | undefined): Generator<Incoming> {
  const email = addressOf(it)
  const issued = readTime(it.issuedOn, zone)
  if (it.revoked === true) yield remark('award', item, it.entityId, 'not_carried')
  else if (email === null) yield remark('award', item, it.entityId, 'unknown_person')
  else if (issued === null || 'problem' in issued)
    yield remark('award', item, it.entityId, issued?.problem ?? 'bad_date')
  else {
    const end = readTime(it.expires, zone)
    if (end !== null && 'problem' in end) yield changed('award', item, it.entityId, end.problem)
    const { evidence, problems } = evidenceIn(it.evidence ?? [])
    for (const problem of problems) yield changed('award', item, it.entityId, problem)
    yield {
      kind: 'award',
      at: item.at,
      name: it.entityId,
      badge: it.badgeclass,
      person: email.toLowerCase(),
      awardedAt: issued.time,
      expiresAt: end && 'time' in end ? end.time : null,
      narrative: it.narrative ?? '',
      evidence,
    }
  }
}
