import { useEffect, useEffectEvent } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isKnownLayer, type DesignDocument } from '../../../core/designs/document'
import type { Finding } from '../../../core/designs/finding'
import { lint, type LintFacts } from '../../../core/designs/lint'
import { pictureFacts } from '../../../core/designs/picture-facts'
import { readingOf, type Reading } from '../../../core/designs/readability'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { useRoute } from '../../app/navigation'
import { drawDesign, giveWay, layerBounds, layerInks, loadMeasuring } from '../../drawing'
import { assets } from '../assets'
import type { Designer } from '../designer-store'
import { useDocument, useEditor } from '../editor'
import { useShownDocument } from '../preview-as/shown-as'
import { bakedBytes } from './packed-size'

/** What the checks have found; null until they have looked once. */
export interface Checks {
  /** The document that they looked at. */
  readonly of: DesignDocument
  readonly findings: readonly Finding[]
  readonly readings: readonly Reading[]
}
/** Nothing must have changed for so long: what is dragged has the right of way. */
const quietMs = 400
/** The side of the picture that is baked. */
const pixels = 600

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

/** Looks at a design: `document` as it is stored, for the rules and their fixes; `shown` as it is drawn, for what is measured. */
async function checked(
  document: DesignDocument,
  shown: DesignDocument,
  badge: Badge,
  signal: AbortSignal,
): Promise<Checks | null> {
  await giveWay()
  if (signal.aborted) return null
  await loadMeasuring(shown)
  const canvas = await drawDesign(shown, assets, { size: pixels })
  const image = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, pixels, pixels)
  if (!image || signal.aborted) return null
  const bytes = await bakedBytes(image)
  const missingPictures = await missingIn(document, signal)
  const inks = await layerInks(shown, assets, signal)
  if (signal.aborted) return null
  const readings = inks.map((ink) => readingOf(ink, shown.size))
  const picture = pictureFacts(image.data, pixels)
  const facts = { picture, pixels, bytes, readings, missingPictures, boundsOf: layerBounds, badge }
  return { of: document, findings: lint(document, facts), readings }
}

/** Keeps the checks of the open design fresh, whenever it has been left alone for a moment. Mounted once, in the top bar. */
export function useRunningChecks(): void {
  const { designer } = useEditor()
  const document = useDocument()
  const shown = useShownDocument()
  const designId = useRoute('designer')?.designId ?? ''
  const badge = useCall(['checks.badge', designId], (signal) => badgeOf(designId, signal), ['badges.saved']).data
  const look = useEffectEvent((signal: AbortSignal) => {
    checked(document, shown, badge ?? null, signal).then(
      (checks) => {
        if (checks && !signal.aborted) checksOf(designer).setState({ checks })
      },
      // Of no weight: they look again at the next change.
      () => undefined,
    )
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
