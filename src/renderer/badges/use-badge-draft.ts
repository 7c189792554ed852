import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Badge, BadgeDetails } from '../../core/contract/badges'
import { client } from '../api/client'
import { whileSaving } from '../app/saving'
import { useErrors } from '../ui/use-errors'
import { type BadgeDraft, followed, patchOf } from './details-check'

const pauseMs = 600
/** `badges.save` of the badge that is open. */
export type Save = Omit<Parameters<typeof client.badges.save>[0], 'id' | 'details'> & {
  details?: Partial<BadgeDetails>
}
type Shown = { badge: Badge; draft: BadgeDraft }
const draftOf = ({
  details,
  mailSubject,
  mailBody,
}: Pick<Badge, 'details' | 'mailSubject' | 'mailBody'>): BadgeDraft => ({
  details,
  mailSubject: mailSubject ?? '',
  mailBody: mailBody ?? '',
})
/** The badge as it is now under what is typed; `sent` was typed here, too. */
const over = ({ badge, draft }: Shown, fresh: Badge, sent: Save = {}): Shown => {
  const { mailSubject = badge.mailSubject, mailBody = badge.mailBody } = sent
  const before = draftOf({ details: { ...badge.details, ...sent.details }, mailSubject, mailBody })
  return { badge: fresh, draft: followed(before, draft, draftOf(fresh)) }
}
/** What was typed over a sealed version and is neither saved nor discarded, kept while the app runs. */
const waiting = new Map<string, Shown>()
const today = () => new Date().toISOString().slice(0, 10)

/**
 * What is typed on the badge's page, saved by itself a moment later and when the page is left. An awarded version is
 * sealed: changes to its details wait for `saveAsNewVersion`; the mail text may always change.
 */
export function useBadgeDraft(read: Badge) {
  const { report } = useErrors()
  const [shown, setShown] = useState<Shown>(() =>
    over(waiting.get(read.id) ?? { badge: read, draft: draftOf(read) }, read),
  )
  const { badge, draft } = shown
  const setDraft = (change: (draft: BadgeDraft) => BadgeDraft) =>
    setShown((before) => ({ ...before, draft: change(before.draft) }))
  const chain = useRef<Promise<unknown>>(Promise.resolve())
  const details = patchOf(badge.details, draft.details, today())
  const mailSubject = draft.mailSubject.trim() || null
  const mailBody = draft.mailBody.trim() ? draft.mailBody : null
  const isMailChanged =
    (mailSubject !== badge.mailSubject && (mailSubject?.length ?? 0) <= 255) || mailBody !== badge.mailBody
  const isDetailsChanged = details !== undefined
  // What was awarded, or may be on its way to somebody, does not change by itself.
  const isSealed = badge.frozen || badge.beingEarned

  /** One save after another, each answering with the badge as it is then. */
  const send = (input: Save): Promise<Badge | undefined> => {
    const next = chain.current.then(async () => {
      try {
        const saved = await whileSaving(() => client.badges.save({ ...input, id: badge.id }))
        setShown((before) => over(before, saved, input))
        return saved
      } catch (error) {
        report(error)
        return undefined
      }
    })
    chain.current = next
    return next
  }
  const flush = async (): Promise<void> => {
    const patch = isSealed ? undefined : details
    if (!patch && !isMailChanged) {
      await chain.current
      return
    }
    await send({
      ...(patch ? { details: patch } : {}),
      ...(isMailChanged ? { mailSubject, mailBody } : {}),
    })
  }
  const flushNow = useEffectEvent(() => void flush())
  const wantsSaving = isMailChanged || (isDetailsChanged && !isSealed)
  useEffect(() => {
    if (!wantsSaving) return
    const timer = setTimeout(() => flushNow(), pauseMs)
    return () => clearTimeout(timer)
  }, [draft, wantsSaving])
  const leave = useEffectEvent(() => {
    if (isSealed && isDetailsChanged) waiting.set(badge.id, shown)
    else waiting.delete(badge.id)
    void flush()
  })
  useEffect(() => () => leave(), [])

  // Another page (the designer, an award) or another window may have changed the badge meanwhile; what is typed here stays.
  const accept = useCallback((fresh: Badge) => setShown((before) => over(before, fresh)), [])
  return {
    badge,
    draft,
    accept,
    setDetails: (patch: Partial<BadgeDetails>) =>
      setDraft((before) => ({ ...before, details: { ...before.details, ...patch } })),
    setAchievement: (patch: Partial<BadgeDetails['achievement']>) =>
      setDraft((before) => ({
        ...before,
        details: { ...before.details, achievement: { ...before.details.achievement, ...patch } },
      })),
    setMail: (patch: Partial<Omit<BadgeDraft, 'details'>>) => setDraft((before) => ({ ...before, ...patch })),
    /** Saves what is not saved yet. */
    flush,
    /** True while changes to a sealed version, or to one that people may be earning, wait. */
    isWaiting: isSealed && isDetailsChanged,
    discard: () => setDraft((before) => ({ ...before, details: badge.details })),
    saveAsNewVersion: () => (details ? send({ details, asNewVersion: true }) : Promise.resolve(undefined)),
    /** Saves something that is not typed: the issuer, the picture. */
    save: send,
    /** The same; what goes wrong is the caller's to tell. */
    trySave: async (input: Save) => {
      const saved = await whileSaving(() => client.badges.save({ id: badge.id, ...input }))
      setShown((before) => over(before, saved, input))
    },
  }
}
