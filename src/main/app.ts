import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient, implement, type Router } from '@orpc/server'
import { contract, type Contract } from '../core/contract'
import type { Change } from '../core/contract/library'
import type { KeyKind } from '../core/contract/keys'
import { isBlazonError } from '../core/errors'
import type { Clock, Random } from '../core/ports'
import { announcements } from './wiring/announcements'
import { pixelDigest } from './baking/picture'
import { repairPng } from './baking/repair-png'
import { unbake } from './baking/unbake'
import { backUpIfDue } from './catalog/backup'
import type { Catalog } from './catalog/catalog'
import { currentKey, insertKey, keysInUse } from './catalog/keys'
import { openCatalog } from './catalog/open'
import { removeAllOperators } from './catalog/operators'
import { dropAllPrepared } from './catalog/prepared-pictures'
import { readSettings } from './catalog/settings'
import { auditHandlers } from './handlers/audit'
import { applicationsHandlers } from './handlers/applications'
import { awardsHandlers } from './handlers/awards'
import { baker } from './handlers/awards/export'
import { preparations } from './handlers/awards/preparations'
import { badgesHandlers } from './handlers/badges'
import { codesHandlers } from './handlers/codes'
import { criteriaHandlers } from './handlers/criteria'
import { watchEarned } from './handlers/criteria/watch-earned'
import { designsHandlers } from './handlers/designs'
import { endorsementsHandlers } from './handlers/endorsements'
import { eventsHandlers } from './handlers/events'
import { invitationsHandlers } from './handlers/invitations'
import { fontsHandlers } from './handlers/fonts'
import { frameworksHandlers } from './handlers/frameworks'
import { folderHandles, foldersHandlers } from './handlers/folders'
import { issuersHandlers } from './handlers/issuers'
import { keysHandlers } from './handlers/keys'
import { levelsHandlers } from './handlers/levels'
import { libraryHandlers } from './handlers/library'
import { confirmBy, operatorsHandlers } from './handlers/operators'
import { peopleHandlers } from './handlers/people'
import { picturesHandlers } from './handlers/pictures'
import { printingHandlers } from './handlers/printing'
import { progressHandlers } from './handlers/progress'
import { programsHandlers } from './handlers/programs'
import { publishingHandlers } from './handlers/publishing'
import { ownDocuments } from './handlers/publishing/own-documents'
import { receivedHandlers } from './handlers/received'
import { rostersHandlers } from './handlers/rosters'
import { seriesHandlers } from './handlers/series'
import { milestones } from './handlers/series/follow-rules'
import { settingsHandlers } from './handlers/settings'
import { statisticsHandlers } from './handlers/statistics'
import { templatesHandlers } from './handlers/templates'
import { transferHandlers } from './handlers/transfer'
import { translateErrors } from './handlers/translate-errors'
import { verificationHandlers } from './handlers/verification'
import { ownAwards } from './handlers/verification/own-awards'
import { authorise, mayNow } from './wiring/authorise'
import { damagedApp } from './wiring/damaged-app'
import { awardPeople } from './wiring/award-people'
import { issuing } from './wiring/issuing'
import { operatorSession } from './wiring/operator-session'
import type { Platform } from './platform/platform'
import { systemRandom } from './platform/random'
import { keyOpens, keyState } from './signing/key-files'
import { signingKeys } from './signing/keys'
import { gzip, sha256, verifyEd25519 } from './signing/ports'
import { badgeChecker } from './verification/check-badge'
import { fileVerifier } from './verification/file-verifier'
import { guardedFetch, type GuardedFetch } from './verification/guarded-fetch'
import { hostedFolders, type HostedFolder } from './verification/hosted-folders'
import { verifyPage } from './wiring/verify-page'

/** What a shell hands over. */
export type AppOptions = {
  /** The user's data folder; made where it is absent. */
  folder: string
  platform: Platform
  /** For the command line: addresses whose documents a local folder stands in for (never fetched). */
  hosted?: HostedFolder[]
  /** Lets everybody go who signs in: for whoever owns the files and forgot their PIN. No call, because whoever makes calls signs in. */
  forgetOperators?: boolean
  /** What is asked where the user wants to look online; by default the network. */
  network?: GuardedFetch
  now?: Clock
  random?: Random
}

/** The whole of Blazon behind its contract. A shell mounts `router` on its transport; the command line uses `client` in process. */
export type App = {
  router: Router<Contract, Record<never, never>>
  client: ContractRouterClient<Contract>
  close: () => Promise<void>
}

const backupCheckMs = 60_000

/**
 * Opens the library and builds the router. Throws `library_in_use` or `library_newer`; over a damaged library only its backups
 * can be listed and put back, every other call fails with `library_damaged`.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { platform } = options
  const now = options.now ?? Date.now
  const random = options.random ?? systemRandom()
  /** Who is signed in; nobody in a library without operators. */
  const seat: { operatorId: string | null } = { operatorId: null }
  let catalog: Catalog
  try {
    catalog = openCatalog({ folder: options.folder, now, random, operator: () => seat.operatorId })
  } catch (error) {
    if (isBlazonError(error, 'library_damaged')) return damagedApp(options.folder, error)
    throw error
  }
  if (options.forgetOperators) removeAllOperators(catalog, 'reset')
  dropAllPrepared(catalog)
  const { announce: tell, subscribe, close: closeAnnouncements } = announcements()
  const watch = watchEarned({ catalog, announce: tell })
  const announce = (change: Change) => {
    tell(change)
    watch.notice(change)
  }
  const folders = folderHandles()
  const settings = () => readSettings(catalog)
  const session = operatorSession({
    catalog,
    seat,
    announce,
    now,
    lockAfterMinutes: () => settings().lockAfterMinutes,
  })

  const keys = signingKeys({
    folder: options.folder,
    secrets: platform.secrets,
    random,
    newId: catalog.newId,
    rows: {
      current: (issuerId, kind) => currentKey(catalog, issuerId, kind),
      insert: (issuerId, key) => {
        insertKey(catalog, issuerId, key)
        announce({ name: 'issuers.saved', ids: [issuerId] })
      },
    },
  })
  const keyReady = async () => (await keyState(options.folder, platform.secrets, keysInUse(catalog))).unlocked
  const isKeyMissing = async (issuerId: string, kinds: readonly KeyKind[]) => {
    const inUse = kinds.flatMap((kind) => currentKey(catalog, issuerId, kind) ?? [])
    const open = await Promise.all(inUse.map((key) => keyOpens(options.folder, platform.secrets, key)))
    return open.includes('missing')
  }
  const { issuingFor, signStatusListOf, signEndorsement, signDigest, verifyDocument } = issuing({ catalog, keys })
  const ports = { digest: sha256, gzip, verifyEd25519, now }
  const delivery = { catalog, announce, chooseFolder: platform.chooseFolder, rememberFolder: folders.remember }
  const ownDocument = ownDocuments({ catalog, signStatusList: signStatusListOf })
  const network = options.network ?? guardedFetch()
  const checkBadge = badgeChecker({
    verifyFile: fileVerifier({ unbake, pixelDigest, ports, ownDocument, ownAward: ownAwards(catalog) }),
    network,
    hosted: options.hosted && hostedFolders(options.hosted),
    ownDocument,
    now,
  })

  const prepared = preparations(catalog)
  /** Looked at again for people who were just awarded: what else have they earned? */
  const consequences: ((personIds: readonly string[]) => Promise<void>)[] = []
  const awarding = {
    catalog,
    announce,
    random,
    issuingFor,
    prepared,
    confirm: confirmBy({ catalog, session }),
    afterAwarding: async (personIds: readonly string[]) => {
      for (const look of consequences) await look(personIds)
    },
  }
  const { followForAll, followForAwarded } = milestones({ catalog, announce, award: awardPeople(awarding) })
  consequences.push(watch.afterAwarding, followForAwarded)

  const router = implement(contract)
    .use(translateErrors)
    .use(authorise({ catalog, session, now }))
    .router({
      library: libraryHandlers({
        catalog,
        announce,
        // Whoever is signed out hears nothing more.
        subscribe: (signal) => subscribe(signal ? AbortSignal.any([signal, session.turn()]) : session.turn()),
        platform,
        verifyDocument,
      }),
      operators: operatorsHandlers({ catalog, announce, session, may: mayNow({ catalog, session }), subscribe }),
      audit: auditHandlers({ ...delivery }),
      settings: settingsHandlers({ catalog, announce }),
      issuers: issuersHandlers({ catalog, announce }),
      designs: designsHandlers({ catalog, announce }),
      keys: keysHandlers({ catalog, announce, keys, secrets: platform.secrets, random }),
      levels: levelsHandlers({ catalog, announce }),
      pictures: picturesHandlers({ catalog }),
      templates: templatesHandlers({ catalog, announce }),
      fonts: fontsHandlers({ catalog, announce }),
      printing: printingHandlers({ now }),
      badges: badgesHandlers({ catalog, announce }),
      frameworks: frameworksHandlers({ catalog }),
      people: peopleHandlers({ ...delivery, bake: baker(catalog) }),
      statistics: statisticsHandlers({ catalog }),
      programs: programsHandlers({ catalog, announce }),
      series: seriesHandlers({ catalog, announce, followForAll }),
      awards: awardsHandlers({ ...delivery, ...awarding, settings, keyReady, isKeyMissing, signDigest }),
      rosters: rostersHandlers({ catalog, announce, awardPeople: awardPeople(awarding) }),
      endorsements: endorsementsHandlers({ catalog, announce, signEndorsement }),
      events: eventsHandlers({ catalog, announce }),
      criteria: criteriaHandlers({ catalog, announce, award: awardPeople(awarding), watch }),
      progress: progressHandlers({ catalog, announce }),
      applications: applicationsHandlers({ ...delivery, awardPeople: awardPeople(awarding) }),
      codes: codesHandlers({ catalog, announce, random, awardPeople: awardPeople(awarding) }),
      invitations: invitationsHandlers({ catalog, announce, random }),
      publishing: publishingHandlers({ ...delivery, signStatusList: signStatusListOf, verifyPage, network }),
      folders: foldersHandlers({ folders, openFolder: platform.openFolder }),
      verification: verificationHandlers({ checkBadge, unbake, repairPng }),
      received: receivedHandlers({ catalog, announce, checkBadge }),
      transfer: transferHandlers({ ...delivery, awardPeople: awardPeople(awarding), checkBadge }),
    })

  // A backup that fails is told by library.describe; it must not take the app down.
  const backupTimer = setInterval(() => void backUpIfDue(catalog).catch(() => undefined), backupCheckMs)
  backupTimer.unref()

  return {
    router,
    client: createRouterClient(router, { context: {} }),
    close: async () => {
      clearInterval(backupTimer)
      watch.close()
      closeAnnouncements()
      // A window that closes leaves a copy of what was done; a script that runs every minute must not.
      await backUpIfDue(catalog, { atOnce: platform.shell !== 'cli' }).catch(() => undefined)
      keys.close()
      catalog.close()
    },
  }
}
