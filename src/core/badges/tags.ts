/** The form in which two tags, or two names of categories or teams, are the same: whatever their capitals, in any script. */
export const tagKey = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** The tags in their order, each once whatever its capitals: the first spelling stays. */
export function distinctTags(tags: readonly string[]): string[] {
  const keys = tags.map(tagKey)
  return tags.filter((_, at) => keys.indexOf(keys[at] ?? '') === at)
}
