import type { Page } from '@playwright/test'
import type { Badge } from '../../../src/core/contract/badges'
import type { Client } from './blazon'

/** Who awards, in every story that does not ask for it itself. */
export const riverside = {
  name: 'Riverside Library',
  email: 'badges@riverside.example',
  url: 'https://riverside.example/',
}
export const hostedAt = 'https://badges.riverside.example'

/** The people of the stories: names that lists get wrong (accents, apostrophes, two alphabets, one family address). */
export const villagers = [
  ['Ada Lovelace', 'ada@example.org'],
  ['Bo Nygård', 'bo.nygard@example.org'],
  ['Cyrus Okafor', 'cyrus@example.org'],
  ['Dilnoza Karimova', 'dilnoza@example.org'],
  ['Éloïse Baptiste', 'family.baptiste@example.org'],
  ['Félix Baptiste', 'family.baptiste@example.org'],
  ['Grace O’Neill', 'grace@example.org'],
  ['Hiro Tanaka', 'hiro@example.org'],
  ['Íñigo Martínez de la Fuente y Castañeda', 'inigo@example.org'],
  ['Jun Park', 'jun@example.org'],
] as const

/** Badges as a library has them. Each is drawn by the browser from a few shapes. */
const catalogue = [
  ['Reading Star', 'Read ten books in a summer, and told us about them.', '#2c6e8f', '#0e3247', '#f2c94c', 'star'],
  ['Helping Hand', 'Gave twenty hours to the library and its visitors.', '#a23e48', '#5a1e26', '#f3d9b1', 'heart'],
  ['Nature Watch', 'Kept a diary of the birds by the river for a season.', '#5b7f3a', '#2c4019', '#f6e27f', 'drop'],
  ['Code Club', 'Built a game of their own and showed it to others.', '#3b2e78', '#241b4b', '#7ce0c3', 'square'],
] as const

const marks = {
  star: 'M0-150 43-49 152-40 69 32 95 140 0 82-95 140-69 32-152-40-43-49Z',
  heart: 'M0 120C-190-10-120-130-50-120-20-115 0-85 0-70 0-85 20-115 50-120 120-130 190-10 0 120Z',
  drop: 'M0-150C70-50 110 0 110 50A110 110 0 0 1-110 50C-110 0-70-50 0-150Z',
  square: 'M-60-90-150 0-60 90-30 60-90 0-30-60ZM60-90 150 0 60 90 30 60 90 0 30-60Z',
} as const

/** Draws a badge's picture: 600 px, transparent. */
async function draw(page: Page, [, , field, frame, accent, mark]: (typeof catalogue)[number]): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-300 -300 600 600" width="600" height="600">
    <circle r="290" fill="${frame}"/><circle r="272" fill="none" stroke="${accent}" stroke-width="5"/>
    <circle r="205" fill="${field}" stroke="${accent}" stroke-width="4"/>
    <path d="${marks[mark]}" fill="${accent}"/></svg>`
  const context = page.context()
  const canvas = await context.newPage()
  await canvas.setContent(`<body style="margin:0;background:transparent">${svg}`)
  const png = await canvas.locator('svg').screenshot({ omitBackground: true, animations: 'disabled' })
  await canvas.close()
  return png.toString('base64')
}

/** An issuer, and the first `count` badges of the catalogue, ready to be awarded. */
export async function layBadges(
  client: Client,
  page: Page,
  { count = catalogue.length, baseUrl = hostedAt }: { count?: number; baseUrl?: string | null } = {},
): Promise<Badge[]> {
  const issuer = (await client.issuers.list())[0] ?? (await client.issuers.save(riverside))
  await client.issuers.setHosting({ id: issuer.id, baseUrl })
  const badges: Badge[] = []
  for (const one of catalogue.slice(0, count)) {
    const [name, description] = one
    badges.push(
      await client.badges.create({
        details: {
          name,
          description,
          criteria: `${description} A member of staff has looked at it.`,
          altText: `A round badge with the mark of ${name}.`,
          tags: ['summer'],
          expiry: { kind: 'none' },
        },
        picture: await draw(page, one),
        issuerId: issuer.id,
      }),
    )
  }
  return badges
}

/** The villagers in the library, half of them in a group. */
export async function layPeople(client: Client): Promise<{ groupId: string; personIds: string[] }> {
  const group = await client.people.saveGroup({ name: 'Summer readers' })
  const personIds: string[] = []
  for (const [index, [name, email]] of villagers.entries()) {
    const person = await client.people.save({ name, email, groupIds: index % 2 === 0 ? [group.id] : [] })
    personIds.push(person.id)
  }
  return { groupId: group.id, personIds }
}

/** Follows a stream to its result. */
export async function resultOf<Report, Result>(
  stream: PromiseLike<{ next: () => Promise<IteratorResult<Report, Result>> }>,
): Promise<Result> {
  const iterator = await stream
  for (;;) {
    const step = await iterator.next()
    if (step.done) return step.value
  }
}

/** Awards a badge to people of the library; answers with the awards' ids. */
export async function layAwards(client: Client, badgeId: string, personIds: readonly string[]): Promise<string[]> {
  const { awarded } = await resultOf(
    client.awards.create({ badgeId, people: personIds.map((personId) => ({ personId })) }),
  )
  return awarded.map((it) => it.awardId)
}
