import type { z } from 'zod'
import type { Application, applicationsContract } from '../../../core/contract/applications'
import type { Evidence } from '../../../core/contract/awards'
import { BlazonError } from '../../../core/errors'
import { decideApplication, readApplication, refuseUnapproved } from '../../catalog/applications'
import type { AwardPeople } from '../../catalog/award-people'
import type { Catalog } from '../../catalog/catalog'

type ApproveRequest = z.output<NonNullable<(typeof applicationsContract.approve)['~orpc']['inputSchema']>>

/** Awards the badge of an approved application exactly once; whoever asks again, or at the same moment, gets the same award. */
export async function approveApplication(
  { catalog, awardPeople }: { catalog: Catalog; awardPeople: AwardPeople },
  { id, reviewer, withEvidence, preparedId, confirmation }: ApproveRequest,
): Promise<Application> {
  const application = readApplication(catalog, id, reviewer)
  if (application.awardId !== null) return application
  refuseUnapproved(application)
  const evidence = withEvidence ? evidenceForAward(application) : []
  try {
    const { skipped } = await awardPeople(
      {
        badgeId: application.badgeId,
        people: [{ personId: application.personId }],
        ...(evidence.length > 0 ? { evidence } : {}),
        ...(preparedId === undefined ? {} : { preparedId }),
        ...(confirmation === undefined ? {} : { confirmation }),
      },
      {
        source: 'application',
        inTransaction: (tx, [award]) => {
          if (!award) return
          // It may have been declined, or awarded, while this one was being signed.
          refuseUnapproved(readApplication(catalog, id, reviewer))
          if (!decideApplication(catalog, tx, id, award.awardId)) throw refused('decided')
        },
      },
    )
    const [reason] = skipped.map((row) => row.reason)
    if (reason !== undefined) throw refused(reason)
  } catch (error) {
    // Somebody else approved it meanwhile: their award is the answer.
    const now = readApplication(catalog, id, reviewer)
    if (now.awardId === null) throw error
    return now
  }
  return readApplication(catalog, id, reviewer)
}

const refused = (reason: string) => new BlazonError('conflict', 'the application leads to no award', { reason })

/** Links and texts; what was handed in as a file stays in the house. */
const evidenceForAward = ({ evidence }: Application): Evidence[] =>
  evidence.flatMap(({ kind, url, text }): Evidence[] => {
    if (kind === 'link' && url !== null) return [{ url, ...(text === '' ? {} : { narrative: text }) }]
    return kind === 'text' ? [{ narrative: text }] : []
  })
