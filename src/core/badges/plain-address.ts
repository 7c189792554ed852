import type { AchievementDetails } from '../contract/achievement'
import { isWebAddress } from '../openbadges/conformance/rules'

/** An address in the signs of a URI: as typed where it is one, else with the rest encoded (`ü` in a path, a name in Punycode). */
export const plainAddress = (address: string): string =>
  isWebAddress(address) ? address : (URL.parse(address)?.href ?? address)

/** Every address among the details, in the signs of a URI. */
export const withPlainAddresses = (details: AchievementDetails): AchievementDetails => ({
  ...details,
  alignments: details.alignments.map((it) => ({ ...it, targetUrl: plainAddress(it.targetUrl) })),
  related: details.related.map((it) => ({ ...it, id: plainAddress(it.id) })),
})
