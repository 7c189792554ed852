import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Badge } from '../../../core/contract/badges'
import type { Issuer } from '../../../core/contract/issuers'
import { BlazonError } from '../../../core/errors'
import type { App } from '../../app'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Given } from './parse'
import type { Session } from './session'
import { runToEnd } from './stream'
import { base64, Misused, readNamed } from './unreadable'

type Client = App['client']
type Skipped = { row: number; reason: string }
type Issued = { awarded: number; skipped: Skipped[]; files: string[]; site: { files: number } }

/** The most people that one `awards.create` or `awards.export` takes. */
const mostAtOnce = 100_000
const badgesFolder = 'badges'
const siteFolder = 'site'

/** The whole job at once, through the same calls that the page makes. Every step may be repeated: a second run goes on where the first one stopped. */
export async function issue(session: Session, given: Given): Promise<ExitCode> {
  const { console } = session
  const wanted = issuanceWanted(given)
  const fileType = oneOf(given, 'file-type', { png: 'png', svg: 'svg', document: 'document' }) ?? 'png'
  const vectorFile = given.optional('vector')
  const [vector, image, roster] = await Promise.all([
    vectorFile === undefined ? undefined : readNamed(session.path(vectorFile), vectorFile),
    readNamed(session.path(given.text('image')), given.text('image')),
    readNamed(session.path(given.text('roster')), given.text('roster')),
  ])
  const out = session.path(given.text('out'))
  const passphraseFile = given.optional('passphrase-file')
  const issued = await session.withApp(
    {
      data: session.path(given.text('data')),
      chooseFolder: async (purpose) => {
        const folder = join(out, purpose === 'site' ? siteFolder : badgesFolder)
        await mkdir(folder, { recursive: true })
        return realpath(folder)
      },
      ...(passphraseFile === undefined ? {} : { passphraseFile }),
    },
    async (client) => {
      const issuer = await findOrMakeIssuer(client, given, wanted)
      const badge = await findOrMakeBadge(session, client, given, issuer, { image, vector })
      // Drawn for each person, which a terminal cannot: said before anybody is imported (architecture, decision 5).
      if (badge.personal) throw new BlazonError('conflict', 'the badge has merge fields', { reason: 'needs_pictures' })
      const { people, skipped } = await readRoster(session, client, roster)
      const awarded = await awardPeople(session, client, badge.id, people)
      const files = await exportPending(
        session,
        client,
        badge.id,
        new Set(people.map(({ personId }) => personId)),
        fileType,
      )
      return {
        awarded: awarded.count,
        skipped: [...skipped, ...awarded.skipped].sort((a, b) => a.row - b.row),
        files,
        site: { files: await publish(session, client, issuer) },
      } satisfies Issued
    },
  )
  if (given.flag('json')) console.result(JSON.stringify(issued))
  else for (const line of report(issued, given.text('out'))) console.result(line)
  return exitCodes.done
}

type Wanted = Partial<Pick<Issuer, 'formats' | 'assertionProof' | 'credentialProof'>>

/** How the issuer is to issue from now on, as far as it was said. */
function issuanceWanted(given: Given): Wanted {
  const formats = oneOf(given, 'format', { both: 'both', '2.0': '2.0', '3.0': '3.0' })
  const assertionProof = oneOf(given, 'proof-2', { hosted: 'hosted', signed: 'signed' })
  const credentialProof = oneOf(given, 'proof-3', { 'data-integrity': 'data_integrity', jwt: 'jwt' })
  return {
    ...(formats && { formats }),
    ...(assertionProof && { assertionProof }),
    ...(credentialProof && { credentialProof }),
  }
}

/** An option that takes one of a few words; undefined where it was not given. Throws `Misused` for any other word. */
function oneOf<Value extends string>(given: Given, option: string, values: Record<string, Value>): Value | undefined {
  const text = given.optional(option)
  if (text === undefined) return undefined
  const value = Object.hasOwn(values, text) ? values[text] : undefined
  if (value === undefined)
    throw new Misused(
      `--${option} is ${Object.keys(values)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}.`,
    )
  return value
}

async function findOrMakeIssuer(client: Client, given: Given, issuance: Wanted): Promise<Issuer> {
  const name = given.text('issuer-name').trim()
  const known = (await client.issuers.list()).find((issuer) => issuer.name === name)
  const wanted = { name, email: given.text('issuer-email'), url: given.text('issuer-url'), ...issuance }
  const isSame = (field: keyof typeof wanted) => wanted[field] === known?.[field]
  const unchanged = known && (Object.keys(wanted) as (keyof typeof wanted)[]).every(isSame)
  const issuer = unchanged ? known : await client.issuers.save({ ...wanted, ...(known && { id: known.id }) })
  return client.issuers.setHosting({ id: issuer.id, baseUrl: given.text('base-url') })
}

async function findOrMakeBadge(
  session: Session,
  client: Client,
  given: Given,
  issuer: Issuer,
  { image, vector }: { image: Uint8Array; vector: Uint8Array | undefined },
): Promise<Badge> {
  const name = given.text('badge-name').trim()
  const known = await badgeNamed(client, name, issuer.id)
  if (known) {
    session.console.say(`The badge "${name}" is in the library; its picture and texts are kept as they are.`)
    const badge = await client.badges.read({ id: known.id })
    if (badge.status === 'archived') await client.badges.unarchive({ id: badge.id })
    return badge
  }
  const badge = await client.badges.create({
    details: {
      name,
      description: given.text('description'),
      criteria: given.text('criteria'),
      altText: `Badge: ${name}`,
    },
    picture: base64(image),
    issuerId: issuer.id,
  })
  if (vector === undefined) return badge
  return client.badges.save({ id: badge.id, vector: new TextDecoder().decode(vector) })
}

async function badgeNamed(client: Client, name: string, issuerId: string) {
  const same = []
  for (const filter of ['all', 'archived'] as const) {
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<Client['badges']['list']>> = await client.badges.list({
        filter,
        cursor,
        limit: 500,
      })
      same.push(...page.rows.filter((badge) => badge.name === name && badge.issuerId === issuerId))
      cursor = page.next
    } while (cursor)
  }
  return same.find((badge) => badge.status !== 'archived') ?? same[0]
}

/** Imports the good rows. `people` keeps the row that each came from, for what awarding says about them. */
async function readRoster(session: Session, client: Client, bytes: Uint8Array) {
  const source = { bytes: base64(bytes) }
  const preview = await client.people.previewImport({ source })
  const imported = await runToEnd(
    client.people.import(
      // Nobody can be asked here whether a second name at one address is another person.
      { source, mapping: preview.mapping, hasHeadings: preview.hasHeadings, skipSharedAddresses: true },
      { signal: session.signal },
    ),
    ({ done, total }) => session.console.progress(`Reading the list: ${done} of ${total ?? preview.total}`),
  )
  const skippedRows = new Set(imported.skipped.map(({ row }) => row))
  const goodRows = Array.from({ length: preview.total }, (_, at) => at + 1).filter((row) => !skippedRows.has(row))
  const people = imported.personIds.map((personId, at) => ({ personId, row: goodRows[at] ?? 0 }))
  return { people, skipped: imported.skipped as Skipped[] }
}

async function awardPeople(
  session: Session,
  client: Client,
  badgeId: string,
  people: { personId: string; row: number }[],
) {
  const skipped: Skipped[] = []
  let count = 0
  for (const part of parts(people)) {
    const result = await runToEnd(
      client.awards.create({ badgeId, people: part.map(({ personId }) => ({ personId })) }, { signal: session.signal }),
      ({ done, total }) => session.console.progress(`Awarding: ${done} of ${total ?? people.length}`),
    )
    count += result.awarded.length
    for (const { row, reason } of result.skipped) skipped.push({ row: part[row - 1]?.row ?? 0, reason })
  }
  return { count, skipped }
}

/** Bakes what these people were awarded and was never handed out: this run's awards, and those of a run that was cut short. */
async function exportPending(
  session: Session,
  client: Client,
  badgeId: string,
  people: Set<string>,
  fileType: 'png' | 'svg' | 'document',
): Promise<string[]> {
  const pending: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Client['awards']['list']>> = await client.awards.list({
      badgeId,
      state: 'to_hand_out',
      cursor,
      limit: 500,
    })
    for (const award of page.rows) if (people.has(award.personId)) pending.push(award.id)
    cursor = page.next
  } while (cursor)
  // The ledger is newest first; files are told in the order of awarding.
  pending.reverse()
  const files: string[] = []
  for (const ids of parts(pending)) {
    const written = await runToEnd(
      client.awards.export({ ids, as: 'folder', fileType }, { signal: session.signal }),
      ({ done, total }) => session.console.progress(`Baking: ${done} of ${total ?? ids.length}`),
    )
    files.push(...written.files.map((file) => `${badgesFolder}/${file}`))
  }
  return files
}

async function publish(session: Session, client: Client, issuer: Issuer): Promise<number> {
  const site = (await client.publishing.sites()).find(({ baseUrl }) => baseUrl === issuer.baseUrl)
  if (!site) return 0
  await client.publishing.chooseFolder({ siteId: site.id })
  const run = await runToEnd(
    client.publishing.run({ siteId: site.id }, { signal: session.signal }),
    ({ done, total }) => session.console.progress(`Publishing: ${done} of ${total ?? 'many'} files`),
  )
  return run.written
}

function* parts<Item>(items: Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += mostAtOnce) yield items.slice(at, at + mostAtOnce)
}

/** Why a row was skipped, in words. */
const skipSentences: Record<string, string> = {
  already_has_it: 'has the badge already',
  no_address: 'has no e-mail address',
  invalid_address: 'has no usable e-mail address',
  repeated: 'stands in the list twice',
  no_name: 'has no name',
  too_long: 'holds a text that is too long',
  broken: 'is broken',
  changed_meanwhile: 'was changed meanwhile',
  cancelled: 'was not reached',
  opted_out: 'does not want to be awarded badges',
  do_not_award: 'is on the list of people who are not to get the badge',
  limit_reached: 'found no place left: as many as the badge allows are awarded',
  prerequisite_missing: 'lacks a badge that is needed first',
}

function report({ awarded, skipped, files, site }: Issued, out: string): string[] {
  return [
    `${awarded} awarded, ${skipped.length} skipped`,
    ...skipped.map(({ row, reason }) => `  row ${row} ${skipSentences[reason] ?? reason}`),
    `${files.length} ${files.length === 1 ? 'file' : 'files'} in ${join(out, badgesFolder)}`,
    `${site.files} ${site.files === 1 ? 'file' : 'files'} written to ${join(out, siteFolder)}`,
  ]
}
