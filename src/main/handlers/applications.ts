import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import {
  addEvidence,
  assignApplication,
  countApplications,
  evidenceFile,
  flagApplication,
  hasOpenApplication,
  insertApplication,
  listApplications,
  readApplication,
  releaseApplication,
  removeEvidence,
  reviewApplication,
  withdrawApplication,
} from '../catalog/applications'
import type { AwardPeople } from '../catalog/award-people'
import { refuseArchived } from '../catalog/claim-codes'
import { readEvidenceFile } from '../catalog/evidence-files'
import { findOrAddPeople, readPerson } from '../catalog/people'
import { listResponses, readRubric, removeResponse, saveResponse, saveRubric } from '../catalog/rubrics'
import { approveApplication } from './applications/approve'
import { importApplications, previewImport } from './applications/import'
import { saveEvidence, type SaveEvidenceDeps } from './applications/save-evidence'

export type ApplicationsDeps = SaveEvidenceDeps & { announce: (change: Change) => void; awardPeople: AwardPeople }

/** `applications.*`: asking for a badge with evidence, and the answer. */
export function applicationsHandlers(deps: ApplicationsDeps) {
  const { catalog, announce } = deps
  const os = implement(contract.applications)
  /** Announces an application that was changed, and answers with it. */
  const saved = (id: string, reviewer?: string) => {
    announce({ name: 'applications.saved', ids: [id] })
    return readApplication(catalog, id, reviewer)
  }
  return {
    list: os.list.handler(({ input }) => listApplications(catalog, input)),
    counts: os.counts.handler(({ input }) => countApplications(catalog, input.badgeId)),
    read: os.read.handler(({ input }) => readApplication(catalog, input.id, input.reviewer)),
    create: os.create.handler(({ input: { badgeId, person, statement, evidence } }) => {
      refuseArchived(catalog, badgeId)
      const id = catalog.write((tx) => {
        const personId = 'personId' in person ? readPerson(catalog, person.personId).id : null
        const placed =
          'name' in person
            ? findOrAddPeople(catalog, tx, [{ row: 1, name: person.name, email: person.email ?? null }])[0]?.personId
            : personId
        if (placed == null) throw new BlazonError('conflict', 'two people fit', { reason: 'ambiguous' })
        if (hasOpenApplication(catalog, badgeId, placed))
          throw new BlazonError('conflict', 'they have applied already', { reason: 'already_applied' })
        return insertApplication(catalog, tx, { badgeId, personId: placed, source: 'typed', statement, evidence })
      })
      return saved(id)
    }),
    addEvidence: os.addEvidence.handler(({ input: { id, evidence } }) => {
      addEvidence(catalog, id, evidence)
      return saved(id)
    }),
    removeEvidence: os.removeEvidence.handler(({ input: { id, evidenceId } }) => {
      removeEvidence(catalog, id, evidenceId)
      return saved(id)
    }),
    readEvidence: os.readEvidence.handler(({ input }) => {
      const { fileName, mediaType, sha256 } = evidenceFile(catalog, input.evidenceId)
      return { fileName, mediaType, bytes: readEvidenceFile(catalog, sha256).toString('base64') }
    }),
    saveEvidence: os.saveEvidence.handler(({ input }) => saveEvidence(deps, input.id)),
    previewImport: os.previewImport.handler(({ input }) => previewImport(catalog, input)),
    import: os.import.handler(({ input, signal }) => importApplications({ catalog, announce }, input, signal)),
    flag: os.flag.handler(({ input: { id, isFlagged } }) => {
      flagApplication(catalog, id, isFlagged)
      return saved(id)
    }),
    assign: os.assign.handler(({ input: { id, reviewer, minutes } }) => {
      assignApplication(catalog, id, reviewer, minutes)
      return saved(id, reviewer)
    }),
    release: os.release.handler(({ input: { id, reviewer } }) => {
      releaseApplication(catalog, id, reviewer)
      return saved(id, reviewer)
    }),
    review: os.review.handler(({ input }) => {
      reviewApplication(catalog, input)
      return saved(input.id, input.reviewer)
    }),
    approve: os.approve.handler(async ({ input }) => {
      const application = await approveApplication(deps, input)
      announce({ name: 'applications.saved', ids: [input.id] })
      return application
    }),
    withdraw: os.withdraw.handler(({ input }) => {
      withdrawApplication(catalog, input.id)
      return saved(input.id)
    }),
    rubric: os.rubric.handler(({ input }) => readRubric(catalog, input.badgeId)),
    saveRubric: os.saveRubric.handler(({ input }) => {
      const rubric = saveRubric(catalog, input)
      announce({ name: 'applications.saved', ids: [] })
      return rubric
    }),
    responses: os.responses.handler(() => listResponses(catalog)),
    saveResponse: os.saveResponse.handler(({ input }) => {
      const response = saveResponse(catalog, input)
      announce({ name: 'applications.saved', ids: [] })
      return response
    }),
    removeResponse: os.removeResponse.handler(({ input }) => {
      removeResponse(catalog, input.id)
      announce({ name: 'applications.saved', ids: [] })
      return { id: input.id }
    }),
  }
}
