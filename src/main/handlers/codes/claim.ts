import type { z } from 'zod'
import type { codesContract, FoundCode } from '../../../core/contract/codes'
import { BlazonError } from '../../../core/errors'
import { foldAddress } from '../../../core/people/identity'
import type { AwardPeople } from '../../catalog/award-people'
import { readBadge } from '../../catalog/badges'
import type { Catalog, Transaction } from '../../catalog/catalog'
import { codeOfDigest, hasAddress, stateOfCode, useCode, type CodeToClaim } from '../../catalog/claim-codes'
import { digestsOfTyped } from '../../catalog/code-digests'
import { invitationOfDigest, useInvitation } from '../../catalog/invitations'
import type { Invitation } from '../../../core/contract/invitations'

type ClaimRequest = z.output<NonNullable<(typeof codesContract.claim)['~orpc']['inputSchema']>>

/** Codes that do not exist, within so many minutes, before the desk has to wait: nobody finds a code by trying. */
const mostWrongTries = 20
const wrongTriesMs = 10 * 60_000

/** Looks codes up, and counts those that are none for as long as the app runs. */
export function codeFinder(catalog: Catalog) {
  let wrongTries: number[] = []
  return (typed: string): Found => {
    const now = Date.parse(catalog.now())
    wrongTries = wrongTries.filter((at) => now - at < wrongTriesMs && at <= now)
    if (wrongTries.length >= mostWrongTries)
      throw new BlazonError('conflict', 'too many codes that do not exist', { reason: 'too_many_tries' })
    for (const digest of digestsOfTyped(catalog, typed)) {
      const code = codeOfDigest(catalog, digest)
      if (code) return { what: 'code', code }
      const invitation = invitationOfDigest(catalog, digest)
      if (invitation) return { what: 'invitation', invitation }
    }
    wrongTries.push(now)
    throw new BlazonError('not_found', 'No such code', { field: 'code' })
  }
}
type Found = { what: 'code'; code: CodeToClaim } | { what: 'invitation'; invitation: Invitation }

/** What a code stands for, without whom it is reserved for. */
export function describeCode(catalog: Catalog, found: Found): FoundCode {
  const { badgeId, expiresAt } = found.what === 'code' ? found.code : found.invitation
  const { details, pictureSha256, personal } = readBadge(catalog, badgeId)
  const common = { badgeId, badgeName: details.name, pictureSha256, personal, expiresAt }
  if (found.what === 'invitation') {
    const { state, person } = found.invitation
    return { ...common, what: 'invitation', state, batchName: '', number: null, isReserved: false, person }
  }
  const { batchName, number, reservedFor } = found.code
  const state = stateOfCode(catalog, found.code)
  return { ...common, what: 'code', state, batchName, number, isReserved: reservedFor !== null, person: null }
}

/** Awards the badge of a code or an invitation, and uses it up in the same transaction. */
export async function claimCode(
  { catalog, find, awardPeople }: { catalog: Catalog; find: (typed: string) => Found; awardPeople: AwardPeople },
  { code: typed, person, preparedId, confirmation }: ClaimRequest,
) {
  const found = find(typed)
  const { badgeId } = describeCode(catalog, found)
  refuseClosed(catalog, found)
  if (found.what === 'code') refuseOthersThanOwner(catalog, found.code, person)
  else if (found.invitation.person && !('personId' in person && person.personId === found.invitation.person.id))
    throw refused('code_for_another')

  const useIt = (tx: Transaction, used: { awardId: string; personId: string }) =>
    found.what === 'code'
      ? useCode(catalog, tx, found.code, used)
      : useInvitation(catalog, tx, found.invitation.id, used)
  const { batchId, awarded, skipped } = await awardPeople(
    {
      badgeId,
      people: [person],
      ...(preparedId === undefined ? {} : { preparedId }),
      ...(confirmation === undefined ? {} : { confirmation }),
    },
    {
      source: found.what,
      inTransaction: (tx, rows) => {
        for (const row of rows) if (!useIt(tx, row)) refuseClosed(catalog, find(typed))
      },
    },
  )
  const [award] = awarded
  if (award) return { awardId: award.awardId, personId: award.personId, badgeId, batchId }
  // It may have been used for the same person a moment ago.
  refuseClosed(catalog, find(typed))
  throw refused(skipped[0]?.reason ?? 'cancelled')
}

const refused = (reason: string) => new BlazonError('conflict', 'the code cannot be redeemed', { reason })

function refuseClosed(catalog: Catalog, found: Found): void {
  const { state } = describeCode(catalog, found)
  if (state !== 'open') throw refused(`code_${state}`)
}

/** Row 63: whose the code is stays unsaid. */
function refuseOthersThanOwner(catalog: Catalog, { reservedFor }: CodeToClaim, person: ClaimRequest['person']): void {
  if (reservedFor === null) return
  const isOwner =
    'personId' in person
      ? hasAddress(catalog, person.personId, reservedFor)
      : person.email != null && foldAddress(person.email) === reservedFor
  if (!isOwner) throw refused('code_reserved')
}
