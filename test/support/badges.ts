import { createHash } from 'node:crypto'
import { PNG } from 'pngjs'
import { readAchievement } from '../../src/core/contract/achievement'
import type { Badge, BadgeDetails } from '../../src/core/contract/badges'
import type { Issuer } from '../../src/core/contract/issuers'
import type { DesignDocument } from '../../src/core/designs/document'
import { createBadge } from '../../src/main/catalog/badges'
import type { Catalog } from '../../src/main/catalog/catalog'
import { saveIssuer, setHosting } from '../../src/main/catalog/issuers'
import { keepPicture, type Picture } from '../../src/main/catalog/pictures'

/** A small real PNG; another `shade` is another picture. */
export function smallPng(shade = 0, width = 8, height = width): Buffer {
  const png = new PNG({ width, height })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([shade, (at / 4) % 256, 255 - shade, 255], at)
  return PNG.sync.write(png)
}

/** A kept picture. */
export const aPicture = (catalog: Catalog, shade = 0): Promise<Picture> => {
  const bytes = smallPng(shade)
  const pixelDigest = createHash('sha256').update(PNG.sync.read(bytes).data).digest('hex')
  return keepPicture(catalog, bytes, { mime: 'image/png', width: 8, height: 8, pixelDigest })
}

/** An issuer; with a hosting address unless `baseUrl` is null ("not yet") or undefined (not asked). */
export function anIssuer(catalog: Catalog, baseUrl?: string | null): Issuer {
  const issuer = saveIssuer(catalog, {
    name: 'Riverside Library',
    email: 'desk@library.example',
    url: 'https://library.example',
  })
  return baseUrl === undefined ? issuer : setHosting(catalog, issuer.id, baseUrl)
}

export const someDetails: BadgeDetails = {
  name: 'First aid',
  description: 'Knows what to do until help comes.',
  criteria: 'Took the course and passed the **practical test**.',
  altText: 'A white cross on a green shield.',
  tags: ['health', 'course'],
  expiry: { kind: 'none' },
  achievement: readAchievement('{}'),
}

/** A badge that lacks nothing: its own picture and an issuer (a new one unless given). */
export async function aBadge(
  catalog: Catalog,
  { issuerId, details, shade }: { issuerId?: string; details?: Partial<BadgeDetails>; shade?: number } = {},
): Promise<Badge> {
  const { sha256 } = await aPicture(catalog, shade)
  return createBadge(catalog, {
    details: { ...someDetails, ...details },
    issuerId: issuerId ?? anIssuer(catalog).id,
    pictureSha256: sha256,
  })
}

/** A design document with one layer of a known kind. */
export const aDocument = (): DesignDocument => ({
  version: 2,
  size: 600,
  palette: { field: '#113355' },
  layers: [
    {
      id: 'text-1',
      name: 'Title',
      kind: 'text',
      x: 300,
      y: 300,
      rotation: 0,
      opacity: 1,
      hidden: false,
      locked: false,
      parent: null,
      effects: [],
      levels: null,
      text: 'First aid',
      lettering: { family: 'Inter', weight: 700, size: 48, tracking: 0 },
      paint: { kind: 'solid', color: { role: 'field' } },
      align: 'center',
      lineHeight: 1.15,
      stroke: null,
      fitWidth: null,
      boxWidth: null,
      spans: [],
    },
  ],
  guides: [],
  levels: [],
})
