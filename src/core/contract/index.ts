import { auditContract } from './audit'
import { applicationsContract } from './applications'
import { awardsContract } from './awards'
import { badgesContract } from './badges'
import { codesContract } from './codes'
import { criteriaContract } from './criteria'
import { designsContract, picturesContract, templatesContract } from './designs'
import { endorsementsContract } from './endorsements'
import { eventsContract } from './events'
import { fontsContract } from './fonts'
import { frameworksContract } from './frameworks'
import { invitationsContract } from './invitations'
import { issuersContract } from './issuers'
import { keysContract } from './keys'
import { levelsContract } from './levels'
import { libraryContract } from './library'
import { operatorsContract } from './operators'
import { peopleContract } from './people'
import { printingContract } from './printing'
import { programsContract } from './programs'
import { progressContract } from './progress'
import { foldersContract, publishingContract } from './publishing'
import { receivedContract } from './received'
import { rostersContract } from './rosters'
import { seriesContract } from './series'
import { settingsContract } from './settings'
import { statisticsContract } from './statistics'
import { transferContract } from './transfer'
import { verificationContract } from './verification'

/** Every call there is: `group.verb`. Main implements it, the page and the command line speak it, and nothing else crosses. */
export const contract = {
  library: libraryContract,
  settings: settingsContract,
  operators: operatorsContract,
  audit: auditContract,
  issuers: issuersContract,
  designs: designsContract,
  keys: keysContract,
  levels: levelsContract,
  pictures: picturesContract,
  templates: templatesContract,
  fonts: fontsContract,
  badges: badgesContract,
  frameworks: frameworksContract,
  people: peopleContract,
  statistics: statisticsContract,
  programs: programsContract,
  series: seriesContract,
  awards: awardsContract,
  rosters: rostersContract,
  endorsements: endorsementsContract,
  events: eventsContract,
  criteria: criteriaContract,
  progress: progressContract,
  applications: applicationsContract,
  codes: codesContract,
  invitations: invitationsContract,
  publishing: publishingContract,
  printing: printingContract,
  folders: foldersContract,
  verification: verificationContract,
  received: receivedContract,
  transfer: transferContract,
}
export type Contract = typeof contract
