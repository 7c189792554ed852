import type { BadgeKeeping } from '../contract/badges'
import type { Capability } from './capabilities'
import { can, canOne, fieldsOf, type Need, type NeedOf, names, type Thing, type Where } from './needs'

const at = (things: Thing, field: string) => ({ things, field }) satisfies Where
const badge = at('badge', 'badgeId')
const badgeInTheNameOf: Where = { ...badge, under: 'issuerId' }
const thisBadge = at('badge', 'id')
const thisDesign = at('design', 'id')
const ofDesign = at('design', 'designId')
const theseAwards = at('award', 'ids')
const application = at('application', 'id')
const roster = at('roster', 'id')

/** A capability for everything that an input names in any of these fields; for the whole library where it names none. */
function named(input: unknown, capability: Capability, fields: Readonly<Record<string, Thing>>): Need {
  const rights = Object.entries(fields).flatMap(([field, things]) =>
    names(input, field) ? [{ capability, where: at(things, field) }] : [],
  )
  return rights.length > 0 ? { allOf: rights } : can(capability, 'library')
}

/** Of how a badge is kept: who may be awarded it, how often, and by how many people. */
const rulesOfAwarding: readonly (keyof BadgeKeeping)[] = ['issueLimit', 'duplicatePolicy', 'doubleEntry']

const global = can('manageglobalsettings', 'library')
/** Records of people: whoever awards somewhere has to find and enter them. */
const seesPeople = canOne(['awardbadge', 'viewawarded', 'manageglobalsettings'], 'anywhere')
const entersPeople = canOne(['awardbadge', 'manageglobalsettings'], 'anywhere')
/** A design belongs to its badge; one without a badge is free to everybody who makes badges. */
const draws = (where: Where): Need => canOne(['createbadge', 'configuredetails'], where)
const counts = canOne(['configurecriteria', 'awardbadge', 'manageglobalsettings'], 'anywhere')
const arranges = canOne(['configurecriteria', 'manageglobalsettings'], 'library')
const seesBadges = canOne(['viewbadges', 'awardbadge', 'createbadge', 'configuredetails'], 'anywhere')

/**
 * What every call needs, by its name: the one place where rights are decided, in front of every handler (main/wiring/authorise.ts). What
 * is not named here is the administrators' alone.
 */
const needs = {
  'library.describe': 'nobody',
  'library.check': 'nobody', // tells ids of what is damaged and nothing else
  'library.changes': 'signed_in',
  'library.unlock': canOne(['awardbadge', 'manageglobalsettings'], 'anywhere'),
  'library.backUp': 'signed_in',
  'library.backups': 'signed_in',
  'library.restore': 'administrator',

  'operators.current': 'nobody',
  'operators.follow': 'nobody',
  'operators.signIn': 'nobody',
  'operators.signOut': 'nobody',
  'operators.may': 'signed_in',
  'operators.list': 'administrator',
  'operators.save': 'administrator',
  'operators.remove': 'administrator',
  'operators.turnOff': 'administrator',
  'operators.setPin': 'signed_in', // one's own; the handler asks who wants to set another's
  'audit.list': global,
  'audit.actions': global,
  'audit.check': global,
  'audit.export': global,

  'settings.read': 'signed_in',
  'settings.write': (input) => {
    const own = ['theme', 'language', 'favouriteGlyphs', 'recentGlyphs', 'designerKeys', 'singleKeys', 'paper']
    const others = Object.keys(fieldsOf(input)).filter((key) => !own.includes(key))
    if (others.length === 0) return 'signed_in'
    const isMail = others.every((key) => key === 'mailSubject' || key === 'mailBody')
    return isMail ? canOne(['configuremessages', 'manageglobalsettings'], 'library') : global
  },

  'issuers.list': 'signed_in',
  'issuers.save': can('manageglobalsettings', at('issuer', 'id')),
  'issuers.setHosting': can('manageglobalsettings', at('issuer', 'id')),
  'issuers.remove': can('manageglobalsettings', at('issuer', 'id')),
  'issuers.setBrand': can('manageglobalsettings', at('issuer', 'id')),
  'endorsements.make': can('manageglobalsettings', at('issuer', 'issuerId')),
  'endorsements.list': 'signed_in',
  'endorsements.read': 'signed_in',

  'keys.list': 'signed_in', // public halves only
  'keys.make': 'administrator',
  'keys.rotate': 'administrator',
  'keys.retire': 'administrator',
  'keys.backUp': 'administrator',
  'keys.readBackup': 'administrator',
  'keys.restore': 'administrator',
  'keys.recoverySheet': 'administrator',
  'keys.rehearse': 'administrator',
  'keys.restoreWords': 'administrator',

  'designs.list': seesBadges,
  'designs.read': seesBadges,
  'designs.history': seesBadges,
  'designs.versions': seesBadges,
  'designs.readVersion': seesBadges,
  'designs.exportProject': seesBadges,
  'designs.create': draws('anywhere'),
  'designs.importProject': draws('anywhere'),
  'designs.duplicate': draws('anywhere'),
  'designs.save': draws(thisDesign),
  'designs.setPicture': draws(thisDesign),
  'designs.keepVersion': draws(thisDesign),
  'designs.restoreVersion': draws(thisDesign),
  'designs.remove': draws(thisDesign),
  'levels.read': seesBadges,
  'levels.make': can('createbadge', ofDesign),
  'levels.cut': draws(ofDesign),
  'templates.list': 'signed_in',
  'templates.add': draws('anywhere'),
  'templates.remove': draws('library'),
  'pictures.add': canOne(['createbadge', 'configuredetails', 'awardbadge', 'manageglobalsettings'], 'anywhere'),
  'pictures.missing': 'signed_in',
  'pictures.read': 'signed_in',
  'fonts.list': 'signed_in',
  'fonts.read': 'signed_in',
  'fonts.add': draws('anywhere'),
  'fonts.remove': draws('library'),

  'badges.list': seesBadges,
  'badges.read': canOne(['viewbadges', 'awardbadge', 'configuredetails'], thisBadge),
  'badges.create': can('createbadge', at('issuer', 'issuerId')),
  'badges.save': (input) => {
    const rights = [
      ...(names(input, 'mailSubject', 'mailBody')
        ? [{ capability: 'configuremessages' as const, where: thisBadge }]
        : []),
      ...(Object.keys(fieldsOf(input)).some((key) => !['id', 'mailSubject', 'mailBody', 'asNewVersion'].includes(key))
        ? [{ capability: 'configuredetails' as const, where: thisBadge }]
        : []),
      // Whoever may say what a badge is may not thereby do away with what keeps it from being awarded.
      ...(names(input, 'prerequisiteIds') || names(fieldsOf(input)['keeping'], ...rulesOfAwarding)
        ? [{ capability: 'configurecriteria' as const, where: thisBadge }]
        : []),
      // A badge that is moved comes into the scope of others there, and under their name.
      ...(names(input, 'issuerId')
        ? [{ capability: 'configuredetails' as const, where: at('issuer', 'issuerId') }]
        : []),
    ]
    return rights.length > 0 ? { allOf: rights } : can('configuredetails', thisBadge)
  },
  'badges.duplicate': can('createbadge', thisBadge),
  'badges.archive': can('deletebadge', thisBadge),
  'badges.unarchive': can('deletebadge', thisBadge),
  'badges.remove': can('deletebadge', thisBadge),

  'badges.activate': can('configurecriteria', thisBadge),
  'badges.deactivate': can('configurecriteria', thisBadge),
  'badges.tags': seesBadges,
  'badges.categories': seesBadges,
  'badges.saveCategory': can('configuredetails', 'library'),
  'badges.removeCategory': can('configuredetails', 'library'),
  'frameworks.list': seesBadges,
  'frameworks.search': seesBadges,
  'frameworks.import': can('configuredetails', 'library'),
  'frameworks.remove': can('configuredetails', 'library'),

  // A link widens what a right covers: whoever sets one could give themselves anything.
  'programs.graph': seesBadges,
  'programs.systems': seesBadges,
  'programs.list': seesBadges,
  'programs.issuersOf': seesBadges,
  'programs.saveSystem': global,
  'programs.removeSystem': global,
  'programs.save': global,
  'programs.remove': global,
  'programs.link': global,
  'programs.unlink': global,
  'programs.moveLink': global,
  'series.list': seesBadges,
  'series.read': seesBadges,
  'series.teams': seesBadges,
  'series.rules': seesBadges,
  'series.progress': can('viewawarded', 'library'),
  'series.save': arranges,
  'series.remove': arranges,
  'series.addBadge': arranges,
  'series.removeBadge': arranges,
  'series.moveBadge': arranges,
  'series.saveTeam': arranges,
  'series.removeTeam': arranges,
  // A rule awards its target to whoever holds the others.
  'series.saveRule': (input) => named(input, 'configurecriteria', { id: 'milestoneRule', targetBadgeId: 'badge' }),
  'series.removeRule': can('configurecriteria', at('milestoneRule', 'id')),
  'series.previewRules': can('awardbadge', 'library'),
  'series.runRules': can('awardbadge', 'library'),

  'criteria.read': canOne(['viewbadges', 'awardbadge', 'configurecriteria'], badge),
  'criteria.save': (input) => named(input, 'configurecriteria', { id: 'criterion', badgeId: 'badge' }),
  'criteria.setMethod': can('configurecriteria', badge),
  'criteria.remove': (input) => named(input, 'configurecriteria', { id: 'criterion', badgeId: 'badge' }),
  'criteria.confirm': can('awardbadge', badge),
  'criteria.takeBack': can('awardbadge', badge),
  'criteria.met': (input) => named(input, 'viewawarded', { awardId: 'award', badgeId: 'badge' }),
  'criteria.review': can('awardbadge', badge),
  'criteria.awardReviewed': can('awardbadge', badge),
  'criteria.pending': seesBadges,
  'progress.activities': seesPeople,
  'progress.counters': seesPeople,
  'progress.completions': seesPeople,
  'progress.values': seesPeople,
  'progress.saveActivity': counts,
  'progress.saveCounter': counts,
  'progress.removeActivity': canOne(['configurecriteria', 'manageglobalsettings'], 'library'),
  'progress.removeCounter': canOne(['configurecriteria', 'manageglobalsettings'], 'library'),
  'progress.complete': entersPeople,
  'progress.undo': entersPeople,
  'progress.setValue': entersPeople,
  'progress.countAttendance': entersPeople,
  'progress.previewImport': entersPeople,
  'progress.import': entersPeople,
  'applications.list': can('viewawarded', badge),
  'applications.counts': seesBadges,
  'applications.read': can('viewawarded', application),
  'applications.readEvidence': can('viewawarded', at('evidence', 'evidenceId')),
  'applications.saveEvidence': can('viewawarded', application),
  'applications.create': can('awardbadge', badge),
  'applications.previewImport': entersPeople,
  'applications.import': can('awardbadge', 'library'), // each row names its badge
  'applications.addEvidence': can('awardbadge', application),
  'applications.removeEvidence': (input) => named(input, 'awardbadge', { id: 'application', evidenceId: 'evidence' }),
  'applications.flag': can('awardbadge', application),
  'applications.assign': can('awardbadge', application),
  'applications.release': can('awardbadge', application),
  'applications.review': can('awardbadge', application),
  'applications.approve': can('awardbadge', application),
  'applications.withdraw': can('awardbadge', application),
  'applications.rubric': canOne(['viewbadges', 'awardbadge', 'configurecriteria'], badge),
  'applications.saveRubric': can('configurecriteria', badge),
  'applications.responses': entersPeople,
  'applications.saveResponse': can('awardbadge', 'anywhere'),
  'applications.removeResponse': can('awardbadge', 'anywhere'),
  'codes.batches': can('awardbadge', badge),
  'codes.list': can('awardbadge', at('codeBatch', 'batchId')),
  'codes.create': can('awardbadge', badge),
  'codes.replace': can('awardbadge', at('codeBatch', 'batchId')),
  'codes.cancel': can('awardbadge', at('code', 'ids')),
  // A code carries the right of who made it.
  'codes.find': can('awardbadge', 'anywhere'),
  'codes.claim': can('awardbadge', 'anywhere'),
  'invitations.list': can('awardbadge', badge),
  'invitations.create': can('awardbadge', badge),
  'invitations.changeExpiry': can('awardbadge', at('invitation', 'id')),
  'invitations.cancel': can('awardbadge', at('invitation', 'id')),

  'people.list': seesPeople,
  'people.search': seesPeople,
  'people.read': seesPeople,
  'people.groups': seesPeople,
  'people.previewImport': entersPeople,
  'people.import': entersPeople,
  'people.save': entersPeople,
  'people.saveGroup': entersPeople,
  'people.setMembership': entersPeople,
  'people.optOut': entersPeople,
  'people.optIn': entersPeople,
  'people.removeGroup': global,
  'people.remove': global,
  'people.forbidAward': global,
  'people.allowAward': global,
  'people.twins': global,
  'people.previewMerge': global,
  'people.merge': global,
  'people.split': global,
  'people.previewErase': global,
  'people.erase': global,
  'people.previewForget': global,
  'people.forget': global,
  'people.export': global,
  'statistics.leaderboard': can('viewawarded', 'library'),
  'statistics.rank': can('viewawarded', 'library'),
  'statistics.badges': can('viewawarded', 'library'),
  'statistics.months': can('viewawarded', badge),
  'statistics.events': can('viewawarded', 'library'),
  'statistics.compare': can('viewawarded', 'library'),

  'awards.preflight': can('awardbadge', badgeInTheNameOf),
  // Each repair does what another call does, and takes the same right.
  'awards.repair': (input) => {
    const { repair } = fieldsOf(input)
    if (repair === 'unarchive') return can('deletebadge', badge)
    if (repair === 'activate') return can('configurecriteria', badge)
    if (repair === 'https_url') return global
    const details = can('configuredetails', badge)
    return repair === 'plain_addresses' ? { allOf: [...details.anyOf, ...global.anyOf] } : details
  },
  'awards.prepare': can('awardbadge', badgeInTheNameOf),
  'awards.keepPicture': can('awardbadge', 'anywhere'),
  'awards.abandon': can('awardbadge', 'anywhere'),
  'awards.create': can('awardbadge', badgeInTheNameOf),
  'awards.list': can('viewawarded', badge),
  'awards.read': can('viewawarded', at('award', 'id')),
  'awards.withdraw': can('revokebadge', theseAwards),
  'awards.revoke': can('revokebadge', theseAwards),
  'awards.suspend': can('revokebadge', theseAwards),
  'awards.reinstate': can('revokebadge', theseAwards),
  'awards.reissue': {
    allOf: [
      { capability: 'awardbadge', where: theseAwards },
      { capability: 'revokebadge', where: theseAwards },
    ],
  },
  'awards.asOf': can('viewawarded', at('issuer', 'issuerId')),
  'awards.asOfReport': can('viewawarded', at('issuer', 'issuerId')),
  'awards.handOutList': (input) => named(input, 'awardbadge', { awardIds: 'award', batchId: 'batch' }),
  'awards.markHandedOut': can('awardbadge', theseAwards),
  'awards.bake': can('awardbadge', at('award', 'id')),
  'awards.export': can('awardbadge', theseAwards),

  'rosters.preview': entersPeople,
  'rosters.list': can('awardbadge', 'anywhere'),
  'rosters.create': can('awardbadge', badge),
  'rosters.read': can('awardbadge', roster),
  'rosters.rows': can('awardbadge', roster),
  'rosters.fixRow': (input) => named(input, 'awardbadge', { id: 'roster', badgeId: 'badge' }),
  'rosters.judge': can('awardbadge', roster),
  'rosters.award': can('awardbadge', roster),
  'rosters.withdraw': can('revokebadge', roster),
  'rosters.remove': can('awardbadge', roster),

  'events.list': 'signed_in',
  'events.read': 'signed_in',
  'events.save': (input) => named(input, 'awardbadge', { id: 'event', badgeIds: 'badge' }),

  // Publishing shows what was awarded, all of a site at once.
  'publishing.sites': 'signed_in',
  'publishing.preview': canOne(['awardbadge', 'manageglobalsettings'], 'library'),
  'publishing.run': canOne(['awardbadge', 'manageglobalsettings'], 'library'),
  'publishing.lookOnline': canOne(['awardbadge', 'manageglobalsettings'], 'library'),
  'publishing.chooseFolder': global,
  'folders.open': 'signed_in',
  'printing.sheet': 'signed_in',

  // Everything at once: people, awards, who works here.
  'transfer.take': 'administrator',
  'transfer.forget': 'administrator',
  'transfer.preview': 'administrator',
  'transfer.run': 'administrator',
  'transfer.exportLibrary': 'administrator',
  'transfer.restoreLibrary': 'administrator',
  'transfer.exportOpen': 'administrator',

  // They know nothing but the file that was brought; `blazon verify` asks for no name.
  'verification.check': 'nobody',
  'verification.unbake': 'nobody',
  'verification.repair': 'nobody',
  'received.list': 'signed_in',
  'received.read': 'signed_in',
  'received.file': 'signed_in',
  'received.keep': canOne(['createbadge', 'awardbadge', 'manageglobalsettings'], 'anywhere'),
  'received.recheck': canOne(['createbadge', 'awardbadge', 'manageglobalsettings'], 'anywhere'),
  'received.remove': canOne(['createbadge', 'awardbadge', 'manageglobalsettings'], 'anywhere'),
  'received.toBadge': can('createbadge', 'library'),
} as const satisfies Record<string, NeedOf>

/** A call, as the table names it. */
export type CallName = keyof typeof needs
const needByName: Readonly<Record<string, NeedOf>> = needs

/** Every call that the table names. */
export const namedCalls: readonly string[] = Object.keys(needs)

/** What a call needs, given its input as it came. */
export function needOf(call: string, input: unknown): Need {
  const need: NeedOf = Object.hasOwn(needs, call) ? (needByName[call] ?? 'administrator') : 'administrator'
  return typeof need === 'function' ? need(input) : need
}
