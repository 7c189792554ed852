import type { AchievementDetails } from '../../contract/achievement'
import { withoutGaps } from '../without-gaps'

type ExtensionName = AchievementDetails['extensions'][number]['name']

/** Where each extension's context stands, and the type that its schema is for (OB 2.0 §Extensions; `obi:validatesType` of the context). */
const published = {
  Accessibility: ['accessibilityExtension', 'Accessibility'],
  ApplyLink: ['applyLinkExtension', 'ApplyLink'],
  Assessment: ['assessmentExtension', 'AssessmentExtension'],
  GeoCoordinates: ['geoCoordinatesExtension', 'GeoCoordinates'],
  IssuerAccreditation: ['issuerAccreditationExtension', 'IssuerAccreditation'],
  License: ['licenseExtension', 'LicenseExtension'],
  OriginalCreator: ['originalCreatorExtension', 'OriginalCreator'],
} as const satisfies Record<ExtensionName, readonly [folder: string, type: string]>

/** The context of an extension. */
export const extensionContext = (name: ExtensionName): string =>
  `https://w3id.org/openbadges/extensions/${published[name][0]}/context.json`

/**
 * Extensions as properties of a BadgeClass: each under its own name, with a context and a type of its own. Of two of one
 * name the last counts. What would take the place of context or type is left out.
 */
export function statedExtensions(extensions: AchievementDetails['extensions']): Record<string, object> {
  return Object.fromEntries(
    extensions.map(({ name, value }) => {
      const type = `extensions:${published[name][1]}`
      const said = Object.entries(value).filter(([term]) => !term.startsWith('@') && term !== 'type')
      const about = withoutGaps(Object.fromEntries(said))
      return [
        type,
        { '@context': extensionContext(name), type: ['Extension', type], ...(isObject(about) ? about : {}) },
      ]
    }),
  )
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
