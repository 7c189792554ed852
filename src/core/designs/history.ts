import type { DesignDocument } from './document'
import { layerById, layerName, type EditVerb, type Operation } from './operations'

/** What the history list says of a step: "Move Ribbon", "Hide 3 layers". The page turns it into words. */
export interface EditLabel {
  readonly verb: EditVerb
  /** The layer's name where one layer was meant, else null. */
  readonly layer: string | null
  readonly count: number
}
/** One step: the document as it was before it, and as it is after. */
export interface HistoryStep {
  readonly label: EditLabel
  readonly before: DesignDocument
  readonly after: DesignDocument
}
/**
 * Undo over documents. Steps share every layer that they did not change, so thousands of them stay small. Undo and redo are
 * unlimited; redo is cleared only by an edit that changes something.
 */
export interface History {
  readonly present: DesignDocument
  /** Steps done, oldest first. */
  readonly past: readonly HistoryStep[]
  /** Steps undone, the next to redo last. */
  readonly future: readonly HistoryStep[]
  /** The mark under which the last step still gathers edits; null when the next edit is a step of its own. */
  readonly mark: string | null
}

/** A history that begins with a document. */
export const startHistory = (document: DesignDocument): History => ({
  present: document,
  past: [],
  future: [],
  mark: null,
})

const labelOf = ({ verb, ids }: Operation, before: DesignDocument, after: DesignDocument): EditLabel => {
  const only = ids.length === 1 ? ids[0] : undefined
  const layer = only === undefined ? undefined : (layerById(after, only) ?? layerById(before, only))
  return { verb, layer: layer ? layerName(layer) : null, count: ids.length }
}

/**
 * Makes an edit. Edits with the same `mark` in a row are one step (a run of nudges, typing in one field, a slider):
 * each is applied to the present. An edit that changes nothing leaves the history as it is, redo included.
 */
export function edit(history: History, operation: Operation, mark: string | null = null): History {
  return record(history, operation, history.present, mark)
}

/**
 * A drag as one step. Each call carries the whole change since the drag began (`operation` is applied to the document as it
 * was then), so a lost or repeated call does no harm. `mark` is the same through one drag; `end` closes it.
 */
export function gesture(
  history: History,
  operation: Operation,
  mark: string,
  phase: 'start' | 'move' | 'end',
): History {
  const gathering = phase !== 'start' && history.mark === mark
  const base = gathering ? (history.past.at(-1)?.before ?? history.present) : history.present
  const next = record(phase === 'start' ? closeMark(history) : history, operation, base, mark)
  return phase === 'end' ? closeMark(next) : next
}

function record(history: History, operation: Operation, base: DesignDocument, mark: string | null): History {
  const after = operation.apply(base)
  if (after === history.present) return history
  const last = history.past.at(-1)
  const gathers = mark !== null && history.mark === mark && last !== undefined
  const before = gathers ? last.before : history.present
  const earlier = gathers ? history.past.slice(0, -1) : history.past
  // A drag that came back to where it began is no step; it must still be able to move away again.
  if (after === before) return { present: before, past: earlier, future: [], mark: null }
  const step: HistoryStep = { label: labelOf(operation, before, after), before, after }
  return { present: after, past: [...earlier, step], future: [], mark }
}

/** Ends a run of gathered edits: the next edit is a step of its own (key released, field left, selection changed). */
export const closeMark = (history: History): History => (history.mark === null ? history : { ...history, mark: null })

/** Takes the last step back; the same history where there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1)
  if (!step) return closeMark(history)
  return {
    present: step.before,
    past: history.past.slice(0, -1),
    future: [...history.future, step],
    mark: null,
  }
}

/** Makes the last step taken back again. */
export function redo(history: History): History {
  const step = history.future.at(-1)
  if (!step) return closeMark(history)
  return {
    present: step.after,
    past: [...history.past, step],
    future: history.future.slice(0, -1),
    mark: null,
  }
}
