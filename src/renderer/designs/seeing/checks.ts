import { useEffect, useEffectEvent } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isKnownLayer, type DesignDocument } from '../../../core/designs/document'
import type { Finding } from '../../../core/designs/finding'
import { addedFamily } from '../../../core/designs/faces'
import type { LintFacts } from '../../../core/designs/lint'
import { wayThatMends } from '../../../core/designs/lint-mends'
import type { Operation } from '../../../core/designs/operations'
import type { Reading } from '../../../core/designs/readability'
import type { View } from '../../../core/designs/seen-as'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { useRoute } from '../../app/navigation'
import { drawDesign, qrWorksAt, type QrCheck } from '../../drawing'
import { assets } from '../assets'
import type { Designer } from '../designer-store'
import { useDocument, useEditor } from '../editor'
import { useShownDocument, viewOf } from '../preview-as/shown-as'
import { lookAt, type KnownFacts } from './look'

/** What the checks have found; null until they have looked once. */
export interface Checks {
  /** The document that they looked at. */
  readonly of: DesignDocument
  readonly findings: readonly Finding[]
  readonly readings: readonly Reading[]
  /** What was read back out of its QR code; null where it has none. */
  readonly code: QrCheck | null
  /** The step that mends a finding, tried out; null where none does. Worked out while the list is open (`useTriedFixes`). */
  readonly fixes: ReadonlyMap<Finding, Operation | null>
  /** What was known beside the document: their fixes are measured against the same. */
  readonly known: KnownFacts & { readonly bytes: number }
}
/** Nothing must have changed for so long: what is dragged has the right of way. */
const quietMs = 400

const stores = new WeakMap<Designer['store'], StoreApi<{ checks: Checks | null }>>()
function checksOf({ store }: Designer): StoreApi<{ checks: Checks | null }> {
  let checks = stores.get(store)
  if (!checks) stores.set(store, (checks = createStore<{ checks: Checks | null }>(() => ({ checks: null }))))
  return checks
}
export const useChecks = (): Checks | null => useStore(checksOf(useEditor().designer), (it) => it.checks)

type Badge = LintFacts['badge']
/** The words of the badge that this design is the picture of; null where there is none yet. */
async function badgeOf(designId: string, signal: AbortSignal): Promise<Badge> {
  if (designId === '') return null
  const { badgeId } = await client.designs.read({ id: designId }, { signal })
  if (badgeId === null) return null
  const { details } = await client.badges.read({ id: badgeId }, { signal })
  return details
}

async function missingIn({ layers }: DesignDocument, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const placed = layers.filter(isKnownLayer).flatMap((layer) => (layer.kind === 'picture' ? [layer.sha256] : []))
  if (placed.length === 0) return new Set()
  return new Set(await client.pictures.missing({ sha256s: [...new Set(placed)] }, { signal }))
}

/** Families that are here and whose makers allow no more than previewing and printing. */
async function previewOnly(signal: AbortSignal): Promise<ReadonlySet<string>> {
  const fonts = await client.fonts.list(undefined, { signal })
  return new Set(fonts.filter(({ embedding }) => embedding === 'preview').map(addedFamily))
}

/** Looks once. Null once `signal` has aborted. */
async function look(document: DesignDocument, view: View, badge: Badge, signal: AbortSignal): Promise<Checks | null> {
  const shown = view(document)
  const [missingPictures, previewFamilies] = await Promise.all([missingIn(document, signal), previewOnly(signal)])
  const known = { missingPictures, previewFamilies, badge }
  const looked = await lookAt(document, shown, assets, known, signal)
  if (!looked) return null
  const code = await qrWorksAt(shown, (size) => drawDesign(shown, assets, { size }))
  if (signal.aborted) return null
  const { findings, readings, bytes } = looked
  // The weight tells of the picture as a whole: no way has to do with it.
  return { of: document, findings, readings, code, fixes: new Map(), known: { ...known, bytes } }
}

/** Keeps the checks of the open design fresh, whenever it has been left alone for a moment. Mounted once, in the top bar. */
export function useRunningChecks(): void {
  const { designer } = useEditor()
  const document = useDocument()
  const shown = useShownDocument()
  const designId = useRoute('designer')?.designId ?? ''
  const badge = useCall(['checks.badge', designId], (signal) => badgeOf(designId, signal), ['badges.saved']).data
  const run = useEffectEvent(async (signal: AbortSignal) => {
    const checks = await look(document, viewOf(designer), badge ?? null, signal)
    if (checks) checksOf(designer).setState({ checks })
  })
  useEffect(() => {
    const stop = new AbortController()
    // A failure is of no weight: they look again at the next change.
    const timer = setTimeout(() => void run(stop.signal).catch(() => undefined), quietMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [document, shown, badge, designer])
}

/** Tries every finding's ways one by one, and says of each which of them mends it. */
async function tryFixes(
  { of: document, findings, fixes: tried, known }: Checks,
  view: View,
  signal: AbortSignal,
  say: (fixes: Checks['fixes']) => void,
): Promise<void> {
  const fixes = new Map(tried)
  const again = async (next: DesignDocument) =>
    (await lookAt(next, view(next), assets, known, signal))?.findings ?? null
  for (const finding of findings) {
    if (fixes.has(finding)) continue
    const way = await wayThatMends(document, finding, findings, again)
    if (signal.aborted) return
    say(new Map(fixes.set(finding, way)))
  }
}

/**
 * Tries the fixes of what was found, for as long as this is mounted: every try draws and measures the design anew, so nothing is tried
 * before somebody may press it.
 */
export function useTriedFixes(): void {
  const { designer } = useEditor()
  // Anew after every look, also at the same document: its badge has other words, or it is shown as somebody else.
  const findings = useChecks()?.findings
  useEffect(() => {
    const found = checksOf(designer).getState().checks
    if (!found || found.findings !== findings) return
    const stop = new AbortController()
    const say = (fixes: Checks['fixes']): void => {
      const { checks: now } = checksOf(designer).getState()
      if (now?.findings === findings) checksOf(designer).setState({ checks: { ...now, fixes } })
    }
    // A failure is of no weight: no fix is offered then.
    void tryFixes(found, viewOf(designer), stop.signal, say).catch(() => undefined)
    return () => stop.abort()
  }, [findings, designer])
}
