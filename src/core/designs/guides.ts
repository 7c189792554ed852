import type { DesignDocument } from './document'
import { hundredth } from './geometry'
import type { Operation } from './operations'

/** A line that the author has pulled out of a ruler: upright (`x`) or level (`y`), at a place in units. */
export type GuideLine = DesignDocument['guides'][number]

/** The most lines that a document keeps. */
export const mostGuides = 50

const operation = (change: (guides: readonly GuideLine[]) => readonly GuideLine[]): Operation => ({
  verb: 'change',
  ids: [],
  apply: (document) => {
    const guides = change(document.guides)
    return guides === document.guides ? document : { ...document, guides: [...guides] }
  },
})

/** Adds a line; refused (no change) where there are fifty already. */
export const addGuide = ({ axis, at }: GuideLine): Operation =>
  operation((guides) => (guides.length >= mostGuides ? guides : [...guides, { axis, at: hundredth(at) }]))

/** Moves the line at a place in the list. */
export const moveGuide = (index: number, at: number): Operation =>
  operation((guides) => {
    const guide = guides[index]
    return !guide || guide.at === hundredth(at) ? guides : guides.with(index, { ...guide, at: hundredth(at) })
  })

/** Takes the line at a place in the list away. */
export const removeGuide = (index: number): Operation =>
  operation((guides) => (index in guides ? guides.toSpliced(index, 1) : guides))
