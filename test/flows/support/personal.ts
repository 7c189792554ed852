import type { Page } from '@playwright/test'
import { layerOf, type DesignDocument } from '../../../src/core/designs/document'
import { palettes } from '../../../src/core/designs/colors'
import { goTo, type Client } from './blazon'
import { hostedAt, riverside } from './ground'

const letters = (size: number, weight = 800) => ({ family: 'Montserrat', weight, size, tracking: 0 })

/** A badge that bears its holder's name, and a QR code of the award's address. */
export const namedDesign = (extra: DesignDocument['layers'] = []): DesignDocument => ({
  version: 2,
  size: 600,
  palette: { ...palettes[0]!.colors },
  guides: [],
  levels: [],
  layers: [
    layerOf({
      kind: 'shape',
      id: 'disc',
      name: 'Disc',
      x: 300,
      y: 300,
      shape: 'circle',
      width: 580,
      height: 580,
      fill: { kind: 'solid', color: { role: 'frame' } },
      stroke: null,
    }),
    layerOf({
      kind: 'text',
      id: 'name',
      name: 'Name',
      x: 300,
      y: 190,
      text: '{name}',
      lettering: letters(60),
      paint: { kind: 'solid', color: { role: 'cream' } },
      fitWidth: 480,
    }),
    layerOf({
      kind: 'qr',
      id: 'code',
      name: 'Code',
      x: 300,
      y: 380,
      content: '{link}',
      size: 240,
      dark: { hex: '#000000' },
      light: { hex: '#ffffff' },
    }),
    ...extra,
  ],
})

/** Makes a badge of a design as a person does: opens it, goes on, and says the rest. */
export async function layPersonalBadge(
  client: Client,
  page: Page,
  {
    document = namedDesign(),
    name = 'Swimmer',
    baseUrl = hostedAt,
  }: { document?: DesignDocument; name?: string; baseUrl?: string | null } = {},
): Promise<string> {
  const issuer = (await client.issuers.list())[0] ?? (await client.issuers.save(riverside))
  await client.issuers.setHosting({ id: issuer.id, baseUrl })
  const design = await client.designs.create({ name, document })
  await goTo(page, `#/designer?designId=${design.id}`)
  await page.getByRole('button', { name: /Next: details/ }).click()
  await page.waitForURL(/#\/badge\?/)
  const { badgeId } = await client.designs.read({ id: design.id })
  await client.badges.save({
    id: badgeId!,
    issuerId: issuer.id,
    details: {
      description: 'Swam a mile in the river.',
      criteria: 'Swam a mile while a lifeguard looked on.',
      altText: 'A round badge with the name of its holder and a QR code.',
    },
  })
  return badgeId!
}
