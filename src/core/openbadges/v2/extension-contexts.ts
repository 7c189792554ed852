import accessibility from '../../../../resources/contexts/ext-accessibilityExtension-context.json'
import applyLink from '../../../../resources/contexts/ext-applyLinkExtension-context.json'
import assessment from '../../../../resources/contexts/ext-assessmentExtension-context.json'
import geoCoordinates from '../../../../resources/contexts/ext-geoCoordinatesExtension-context.json'
import issuerAccreditation from '../../../../resources/contexts/ext-issuerAccreditationExtension-context.json'
import license from '../../../../resources/contexts/ext-licenseExtension-context.json'
import originalCreator from '../../../../resources/contexts/ext-originalCreatorExtension-context.json'
import type { ContextSet } from '../contexts'
import { extensionContext } from './extensions'

/** The contexts of the extensions that are written, by their addresses. */
export const extensionContexts: ContextSet = {
  [extensionContext('Accessibility')]: accessibility,
  [extensionContext('ApplyLink')]: applyLink,
  [extensionContext('Assessment')]: assessment,
  [extensionContext('GeoCoordinates')]: geoCoordinates,
  [extensionContext('IssuerAccreditation')]: issuerAccreditation,
  [extensionContext('License')]: license,
  [extensionContext('OriginalCreator')]: originalCreator,
}
