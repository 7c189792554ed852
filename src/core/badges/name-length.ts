/** Open Badges 0.5 readers cut a badge's name here; some are still in use. */
export const comfortableNameLength = 128

/** True for a name that fits (at most 255 characters, `contract/shapes.ts`) but that old readers cut: say so, do not refuse it. */
export const isLongName = (name: string): boolean => Array.from(name).length > comfortableNameLength
