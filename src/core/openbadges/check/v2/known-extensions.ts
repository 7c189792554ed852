import accessibility from '../../../../../resources/contexts/ext-accessibilityExtension-schema.json'
import applyLink from '../../../../../resources/contexts/ext-applyLinkExtension-schema.json'
import assessment from '../../../../../resources/contexts/ext-assessmentExtension-schema.json'
import geoCoordinates from '../../../../../resources/contexts/ext-geoCoordinatesExtension-schema.json'
import issuerAccreditation from '../../../../../resources/contexts/ext-issuerAccreditationExtension-schema.json'
import license from '../../../../../resources/contexts/ext-licenseExtension-schema.json'
import originalCreator from '../../../../../resources/contexts/ext-originalCreatorExtension-schema.json'
import recipientProfile from '../../../../../resources/contexts/ext-recipientProfile-schema.json'
import extraDescription from '../../../../../resources/contexts/ext-extraDescription-schema.json'
import type { ExtensionSchemas } from '../json-schema'

const schemas = {
  accessibilityExtension: accessibility,
  applyLinkExtension: applyLink,
  assessmentExtension: assessment,
  geoCoordinatesExtension: geoCoordinates,
  issuerAccreditationExtension: issuerAccreditation,
  licenseExtension: license,
  originalCreatorExtension: originalCreator,
  recipientProfile: recipientProfile,
  extraDescription: extraDescription,
} as const

/** The schemas of the known extensions of Open Badges 1.1 and 2.0, by their contexts. */
export const knownExtensions: ExtensionSchemas = Object.fromEntries(
  Object.entries(schemas).flatMap(([name, schema]) =>
    ['https://w3id.org/openbadges', 'https://openbadgespec.org'].map((home) => [
      `${home}/extensions/${name}/context.json`,
      schema,
    ]),
  ),
)
