import type { TFunction } from 'i18next'
import type { PlaceholderValues } from '../../../core/awards/message'

/** The made-up people of the preview: an ordinary name, a long one, a short one, and one from right to left. */
export const sampleKinds = ['sample', 'long', 'short', 'arabic'] as const

/** What stands for an award's own address: as long as a real one, so that its QR code is as dense. */
const someToken = 'a2b3c4d5e6f7g2h3i4j5k6l7m2'

const someSite = 'https://badges.example.org'

/** The values of every merge field for a name. `baseUrl` is the hosting address of the issuer; without one, one that stands for it. */
export function previewValues(
  t: TFunction<'preview-as'>,
  name: string,
  badge: { name: string; issuer: string; baseUrl: string | null; today: string },
): PlaceholderValues {
  return {
    name,
    badge: badge.name,
    issuer: badge.issuer,
    date: badge.today,
    serial: t('values.serial'),
    custom: t('values.custom'),
    link: `${badge.baseUrl ?? someSite}/assertions/${someToken.slice(0, 2)}/${someToken}.html`,
  }
}
