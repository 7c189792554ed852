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
import { lookAt } from './look'

/** What the checks have found; null until they have looked once. */
export interface Checks {
  /** The document that they looked at. */
  readonly of: DesignDocument
  readonly findings: readonly Finding[]
  readonly readings: readonly Reading[]
  /** What was read back out of its QR code; null where it has none. */
  readonly code: QrCheck | null
  /** The step that mends a finding, tried out. It comes a moment after the finding. */
  readonly fixes: ReadonlyMap<Finding, Operation>
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

/** Looks, and says what was found at once; then tries every finding's ways, and says which of them mends it. */
async function check(
  document: DesignDocument,
  view: View,
  badge: Badge,
  signal: AbortSignal,
  say: (checks: Checks) => void,
): Promise<void> {
  const shown = view(document)
  const [missingPictures, previewFamilies] = await Promise.all([missingIn(document, signal), previewOnly(signal)])
  const known = { missingPictures, previewFamilies, badge }
  const first = await lookAt(document, shown, assets, known, signal)
  if (!first) return
  const { findings, readings, bytes } = first
  const code = await qrWorksAt(shown, (size) => drawDesign(shown, assets, { size }))
  const fixes = new Map<Finding, Operation>()
  const tell = (): void => {
    if (!signal.aborted) say({ of: document, findings, readings, code, fixes: new Map(fixes) })
  }
  tell()
  for (const finding of findings) {
    // The weight tells of the picture as a whole: no way has to do with it.
    const again = async (next: DesignDocument) =>
      (await lookAt(next, view(next), assets, { ...known, bytes }, signal))?.findings ?? null
    const way = await wayThatMends(document, finding, findings, again)
    if (!way) continue
    fixes.set(finding, way)
    tell()
  }
}

/** Keeps the checks of the open design fresh, whenever it has been left alone for a moment. Mounted once, in the top bar. */
export function useRunningChecks(): void {
  const { designer } = useEditor()
  const document = useDocument()
  const shown = useShownDocument()
  const designId = useRoute('designer')?.designId ?? ''
  const badge = useCall(['checks.badge', designId], (signal) => badgeOf(designId, signal), ['badges.saved']).data
  const look = useEffectEvent((signal: AbortSignal) => {
    const say = (checks: Checks): void => checksOf(designer).setState({ checks })
    // A failure is of no weight: they look again at the next change.
    check(document, viewOf(designer), badge ?? null, signal, say).catch(() => undefined)
  })
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => look(stop.signal), quietMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [document, shown, badge, designer])
}
