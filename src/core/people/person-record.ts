import type { Identifier, WholePerson } from '../contract/people'
import { html, webAddress, type Html } from '../publishing/html'

/** Everything that a library holds on a person, for whoever asks what is known of them. */
export type PersonRecord = {
  writtenAt: string
  person: Omit<WholePerson, 'merges'>
  awards: {
    token: string
    badge: string
    version: number
    issuer: string
    awardedAt: string
    expiresAt: string | null
    handedOutAt: string | null
    publishedAt: string | null
    revokedAt: string | null
    revokedReason: string | null
    suspendedAt: string | null
    suspendedReason: string | null
    withdrawnAt: string | null
    supersededAt: string | null
    event: string | null
    serial: number | null
    awardedBy: string | null
    narrative: string
    evidence: unknown
    subject: unknown
    customWords: string
    overrideReason: string
    file: string | null
    history: { at: string; fact: string; detail: string }[]
  }[]
  attendance: { name: string; kind: string; completedAt: string; level: number | null }[]
  counters: { name: string; value: number; updatedAt: string }[]
  criteriaMet: { badge: string; type: string; metAt: string; role: string; note: string }[]
  applications: {
    badge: string
    state: string
    statement: string
    createdAt: string
    evidence: string[]
    comments: string[]
  }[]
  /** Lists of people to award in which they stand, as it was written there. */
  lists: {
    list: string
    row: number
    name: string
    email: string
    badge: string
    awardedOn: string
    narrative: string
    verdict: string
  }[]
  /** Codes that they claimed, or that wait for one of their addresses. */
  codes: { badge: string; batch: string; number: number; reservedFor: string; claimedAt: string | null }[]
  invitations: { badge: string; createdAt: string; expiresAt: string; usedAt: string | null }[]
  /** Who was merged into them, with what is kept aside so that the two can be parted. */
  merged: { mergedAt: string; person: unknown; keptAside: unknown }[]
  /** Badges of other issuers that are kept here and speak of them. */
  received: { badge: string; issuer: string; fileName: string }[]
  /** Files of theirs that lie beside the record: portrait and evidence. */
  files: string[]
}

const words: Record<Identifier['type'], string> = {
  email: 'E-mail',
  url: 'Web address',
  telephone: 'Telephone',
  did: 'DID',
  user_name: 'User name',
  student_id: 'Student number',
  local_id: 'Member number',
}

const day = (time: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(time),
  )

/** The record as a page that reads without any program but a browser: no script, nothing from elsewhere. */
export function recordPage(record: PersonRecord): string {
  const { person } = record
  const row = (name: string, value: unknown) =>
    value === '' || value === null ? null : html`<dt>${name}</dt><dd>${value}</dd>`
  const website = webAddress(person.website)
  const body = html`<main>
    <h1>${person.name}</h1>
    <p>What this badge library holds on you, as of ${day(record.writtenAt)}. The same stands in "record.json", for programs.</p>
    <h2>You</h2>
    <dl>
      ${row('Given name', person.givenName)}${row('Family name', person.familyName)}${row('Nickname', person.nickname)}
      ${person.identifiers.map(({ type, value }) => row(words[type], value))}
      ${website && row('Website', html`<a href="${website}" rel="noopener">${website}</a>`)}${row('About', person.bio)}
      ${row('Groups', person.groups.map(({ name }) => name).join(', '))}${row('In the library since', day(person.createdAt))}
      ${person.optedOutAt && row('Opted out', `${day(person.optedOutAt)} ${person.optedOutReason}`)}
    </dl>
    ${section('Badges', record.awards, (award) => html`<strong>${award.badge}</strong>, by ${award.issuer}, ${day(award.awardedAt)}${award.expiresAt && `, valid until ${day(award.expiresAt)}`}${award.revokedAt && `. Revoked on ${day(award.revokedAt)}: ${award.revokedReason ?? ''}`}${award.withdrawnAt && `. Taken back on ${day(award.withdrawnAt)}`}${award.narrative && html`<br />${award.narrative}`}${award.file && html`<br />File: ${award.file}`}`)}
    ${section('Took part in', record.attendance, (it) => html`${it.name}, ${day(it.completedAt)}`)}
    ${section('Counters', record.counters, (it) => html`${it.name}: ${it.value}`)}
    ${section('Criteria met', record.criteriaMet, (it) => html`${it.badge}: ${it.type}, ${day(it.metAt)}${it.note && `. ${it.note}`}`)}
    ${section('Applications', record.applications, (it) => html`${it.badge}, ${day(it.createdAt)}: ${it.state}${it.statement && html`<br />${it.statement}`}${it.evidence.map((piece) => html`<br />${piece}`)}${it.comments.map((comment) => html`<br />${comment}`)}`)}
    ${section('Codes', record.codes, (it) => html`${it.badge}, ${it.batch} ${it.number}${it.reservedFor && `, reserved for ${it.reservedFor}`}${it.claimedAt && `, used on ${day(it.claimedAt)}`}`)}
    ${section('Invitations', record.invitations, (it) => html`${it.badge}, ${day(it.createdAt)}${it.usedAt && `, used on ${day(it.usedAt)}`}`)}
    ${section('In lists of people to award', record.lists, (it) => html`${it.list}, row ${it.row}: ${[it.name, it.email, it.badge, it.awardedOn, it.narrative].filter(Boolean).join(', ')}`)}
    ${section('Merged with you', record.merged, (it) => html`On ${day(it.mergedAt)}. What is kept so that the two can be parted again stands in "record.json".`)}
    ${section('Badges of other issuers', record.received, (it) => html`${it.badge}, by ${it.issuer}: ${it.fileName}`)}
    ${section('Your files', record.files, (name) => html`${name}`)}
    ${section('Not to be awarded', person.doNotAward, (it) => html`${it.scopeName || it.scopeType}${it.reason && `: ${it.reason}`}`)}
  </main>`
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${person.name}</title>
        <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem } dt { color: #5c646d } dd { margin: 0 0 .5rem; overflow-wrap: anywhere }</style>
      </head>
      <body>${body}</body>
    </html>`.html
  }\n`
}

const section = <Item>(title: string, items: readonly Item[], line: (item: Item) => Html): Html | null =>
  items.length === 0 ? null : html`<h2>${title}</h2><ul>${items.map((item) => html`<li>${line(item)}</li>`)}</ul>`
