import { awardsContract } from './awards'
import { badgesContract } from './badges'
import { designsContract, picturesContract, templatesContract } from './designs'
import { endorsementsContract } from './endorsements'
import { eventsContract } from './events'
import { fontsContract } from './fonts'
import { frameworksContract } from './frameworks'
import { issuersContract } from './issuers'
import { keysContract } from './keys'
import { levelsContract } from './levels'
import { libraryContract } from './library'
import { peopleContract } from './people'
import { printingContract } from './printing'
import { programsContract } from './programs'
import { foldersContract, publishingContract } from './publishing'
import { receivedContract } from './received'
import { seriesContract } from './series'
import { settingsContract } from './settings'
import { verificationContract } from './verification'

/** Every call there is: `group.verb`. Main implements it, the page and the command line speak it, and nothing else crosses. */
export const contract = {
  library: libraryContract,
  settings: settingsContract,
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
  programs: programsContract,
  series: seriesContract,
  awards: awardsContract,
  endorsements: endorsementsContract,
  events: eventsContract,
  publishing: publishingContract,
  printing: printingContract,
  folders: foldersContract,
  verification: verificationContract,
  received: receivedContract,
}
export type Contract = typeof contract
