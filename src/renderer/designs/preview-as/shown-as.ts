import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PlaceholderValues } from '../../../core/awards/message'
import { isKnownLayer, type DesignDocument, type DesignLevel } from '../../../core/designs/document'
import { filled } from '../../../core/designs/fields'
import { atLevel, levelById, masterShown } from '../../../core/designs/levels'
import type { View } from '../../../core/designs/seen-as'
import type { Designer } from '../designer-store'
import { useDesigner, useDocument, useEditor } from '../editor'

/** As whose a design is looked at, and at which of its levels. Kept beside the document, never in it: it may be a real person's name. */
export interface ShownAs {
  /** What the merge fields say; null shows them as they are written. */
  readonly values: PlaceholderValues | null
  /** Which of the ways it is: `written`, one of the samples, or `person`. */
  readonly as: string
  /** The level shown; null = the master as it is. */
  readonly levelId: string | null
}

const stores = new WeakMap<Designer['store'], StoreApi<ShownAs>>()

/** As whose an open design is looked at; as an ordinary name until somebody chooses (`preview-as.tsx` says which). */
export function shownAsOf({ store }: Designer): StoreApi<ShownAs> {
  let shown = stores.get(store)
  if (!shown) stores.set(store, (shown = createStore<ShownAs>(() => ({ values: null, as: 'sample', levelId: null }))))
  return shown
}

const viewFor =
  ({ values, levelId }: ShownAs): View =>
  (raw) => {
    const level = levelId !== null && levelById(raw, levelId) ? atLevel(raw, levelId) : masterShown(raw)
    return values === null ? level : filled(level, values)
  }

/** How an open design is seen at this moment: what an edit made on the canvas is brought back through. */
export const viewOf = (designer: Designer): View => viewFor(shownAsOf(designer).getState())

export const useShownAs = (): ShownAs => useStore(shownAsOf(useEditor().designer))

/** The level that is being looked at; undefined for the master. */
export function useShownLevel(): DesignLevel | undefined {
  const { levelId } = useShownAs()
  const levels = useDesigner((it) => it.history.present.levels)
  return levels.find(({ id }) => id === levelId)
}

/** The colours of the roles as they are drawn: at a level those of its own over the master's. */
export function useShownPalette(): DesignDocument['palette'] {
  const palette = useDesigner((it) => it.history.present.palette)
  const level = useShownLevel()
  return useMemo(() => (level ? { ...palette, ...level.palette } : palette), [palette, level])
}

/** The document as it is drawn: merge fields filled, at the level chosen. Layers keep their ids. */
export function useShownDocument(): DesignDocument {
  const document = useDocument()
  const shownAs = useShownAs()
  return useMemo(() => viewFor(shownAs)(document), [document, shownAs])
}

/**
 * The document as the canvas draws it while a straight text is typed over its own letters: that one as it is written, so that the
 * letters stand where the caret of the field says. A text beside its field (on an arc, on a ribbon) shows what it comes to.
 */
export function useTypedDocument(typing: string | null): DesignDocument {
  const shown = useShownDocument()
  const written = useDocument().layers.find(({ id }) => id === typing)
  return useMemo(() => {
    if (!written || !isKnownLayer(written) || written.kind !== 'text') return shown
    const { text, spans } = written
    const layers = shown.layers.map((layer) =>
      layer.id === written.id && isKnownLayer(layer) && layer.kind === 'text' && layer.text !== text
        ? { ...layer, text, spans }
        : layer,
    )
    return layers.some((layer, index) => layer !== shown.layers[index]) ? { ...shown, layers } : shown
  }, [shown, written])
}
