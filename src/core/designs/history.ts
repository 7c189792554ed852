import { z } from 'zod'
import type { DesignDocument } from './document'
import { editVerbs, layerById, layerName, type Operation } from './operations'
import { applied, fits, inverse, isEmptyPatch, patch, patchOf, type Patch } from './patch'

/**
 * What the history list says of a step: "Move Ribbon", "Hide 3 layers"; `layer` is the layer's name where one layer was meant,
 * else null. The page turns it into words.
 */
export const editLabel = z.object({
  verb: z.enum(editVerbs),
  layer: z.string().max(120).nullable(),
  count: z.int().min(0).max(1000),
})
export type EditLabel = z.infer<typeof editLabel>

/** One step: what it is called, and what it changed. As it is kept in the library too. */
export const historyStep = z.object({ label: editLabel, patch })
export type HistoryStep = z.infer<typeof historyStep>

/** As many steps are kept; of more, the oldest are let go. */
export const mostSteps = 1000

/** Undo and redo over a document. Steps hold what they changed and no documents. Redo is cleared only by an edit that changes something. */
export interface History {
  readonly present: DesignDocument
  /** Steps done, oldest first. */
  readonly past: readonly HistoryStep[]
  /** Steps undone, the next to redo last. */
  readonly future: readonly HistoryStep[]
  /** How many steps came before the first of `past` and were let go. */
  readonly dropped: number
  /** The mark under which the last step still gathers edits; null when the next edit is a step of its own. */
  readonly mark: string | null
  /** The document before the step that still gathers; null where none does. */
  readonly base: DesignDocument | null
  /** What could be made again before the step that still gathers: it can be again where that step comes to nothing. */
  readonly held: readonly HistoryStep[]
}

/** No step gathers. */
const atRest = { mark: null, base: null, held: [] } as const

/** A history that begins with a document. */
export const startHistory = (document: DesignDocument): History => ({
  present: document,
  past: [],
  future: [],
  dropped: 0,
  ...atRest,
})

const labelOf = ({ verb, ids }: Operation, before: DesignDocument, after: DesignDocument): EditLabel => {
  const only = ids.length === 1 ? ids[0] : undefined
  const layer = only === undefined ? undefined : (layerById(after, only) ?? layerById(before, only))
  return { verb, layer: layer ? layerName(layer).slice(0, 120) : null, count: Math.min(1000, ids.length) }
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
  const base = gathering ? (history.base ?? history.present) : history.present
  const next = record(phase === 'start' ? closeMark(history) : history, operation, base, mark)
  return phase === 'end' ? closeMark(next) : next
}

function record(history: History, operation: Operation, base: DesignDocument, mark: string | null): History {
  const after = operation.apply(base)
  if (after === history.present) return history
  const gathers = mark !== null && history.mark === mark && history.base !== null
  const before = gathers && history.base ? history.base : history.present
  const change = patchOf(before, after)
  const earlier = gathers ? history.past.slice(0, -1) : history.past
  if (isEmptyPatch(change))
    // A drag that came back to where it began is no step; it must still be able to move away again.
    return gathers ? { ...history, present: before, past: earlier, future: history.held, ...atRest } : history
  const past = [...earlier, { label: labelOf(operation, before, after), patch: change }]
  const over = Math.max(0, past.length - mostSteps)
  return {
    present: after,
    past: over === 0 ? past : past.slice(over),
    future: [],
    dropped: history.dropped + over,
    mark,
    base: mark === null ? null : before,
    held: mark === null ? [] : gathers ? history.held : history.future,
  }
}

/** Ends a run of gathered edits: the next edit is a step of its own (key released, field left, selection changed). */
export const closeMark = (history: History): History => (history.mark === null ? history : { ...history, ...atRest })

/** Takes the last step back; the same history where there is none. Steps that do not fit (see `readHistory`) are dropped instead. */
export function undo(history: History): History {
  const step = history.past.at(-1)
  if (!step) return closeMark(history)
  const back = inverse(step.patch)
  const { past, dropped } = history
  if (!fits(history.present, back)) return { ...closeMark(history), past: [], dropped: dropped + past.length }
  return {
    ...history,
    present: applied(history.present, back),
    past: past.slice(0, -1),
    future: [...history.future, step],
    ...atRest,
  }
}

/** Makes the last step taken back again. Steps that do not fit (see `readHistory`) are dropped instead. */
export function redo(history: History): History {
  const step = history.future.at(-1)
  if (!step) return closeMark(history)
  if (!fits(history.present, step.patch)) return { ...closeMark(history), future: [] }
  return {
    ...history,
    present: applied(history.present, step.patch),
    past: [...history.past, step],
    future: history.future.slice(0, -1),
    ...atRest,
  }
}

/** The history with so many of its steps done (0 = none, as far as they are kept): a jump in the history list. */
export function historyAt(history: History, position: number): History {
  let there = history
  while (there.past.length > position && there.past.length > 0) there = undo(there)
  while (there.past.length < position && there.future.length > 0) there = redo(there)
  return there
}

/** Every step in the order done, those taken back last. */
export const allSteps = ({ past, future }: History): readonly HistoryStep[] => [...past, ...future.toReversed()]

/** So many steps to either side are tried when a history is read; the others when one comes to them. Opening a design must not wait for all. */
const triedAtOnce = 50

/**
 * Reads the steps that were kept with a document: `from` is the position of the first one since the design began, `at` how many
 * were done. Input from the library is unknown: a step that cannot be read, or does not fit the document (which was changed
 * elsewhere), ends the past or the future on its side. The document itself is never touched.
 */
export function readHistory(
  document: DesignDocument,
  { from, steps, at }: { from: number; steps: readonly unknown[]; at: number },
): History {
  const done = Math.max(0, at - from)
  const past = fitting(document, steps.slice(0, done).toReversed(), (step) => inverse(step.patch))
  const future = fitting(document, steps.slice(done), (step) => step.patch)
  return {
    ...startHistory(document),
    past: past.toReversed(),
    future: future.toReversed(),
    dropped: Math.max(0, at - past.length),
  }
}

/** Steps from a document on, as far as they can be read and fit. */
function fitting(document: DesignDocument, raw: readonly unknown[], way: (step: HistoryStep) => Patch): HistoryStep[] {
  const steps: HistoryStep[] = []
  let there = document
  for (const value of raw) {
    const step = historyStep.safeParse(value).data
    if (!step) break
    if (steps.length < triedAtOnce) {
      const change = way(step)
      if (!fits(there, change)) break
      there = applied(there, change)
    }
    steps.push(step)
  }
  return steps
}
