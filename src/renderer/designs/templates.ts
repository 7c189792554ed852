import type { DesignDocument } from '../../core/designs/document'
import { readTemplate, type Template } from '../../core/designs/templates'

const files = import.meta.glob<unknown>('../../../resources/templates/*.json', { eager: true, import: 'default' })

/** The starters that ship. */
export const templates: readonly Template[] = Object.values(files).map(readTemplate)

/**
 * The template that a design began as. Layers keep the ids that they have in their template, in copies too, so that the words
 * that belong to it can still be offered when the design becomes a badge.
 */
export function templateOf({ layers }: DesignDocument): Template | undefined {
  const ids = new Set(layers.map(({ id }) => id))
  return templates.find(({ document }) => document.layers.some(({ id }) => ids.has(id)))
}
