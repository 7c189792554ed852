/** `[words](address)`, also of a picture, with or without a title; and an address in angle brackets. */
const links = /!?\[([^\]]*)\]\(\s*<?((?:[^()\s>]|\([^()]*\))*)>?(?:\s[^)]*)?\)|<([a-z][a-z0-9+.-]*:[^\s>]*)>/gi
const isSafe = (address: string) => /^(https?:\/\/|mailto:)/i.test(address)

/** The addresses in a Markdown text that no published page may lead to: neither web (with its scheme) nor mail (`domain.md` row 46). */
export const unsafeLinks = (markdown: string): string[] =>
  [...markdown.matchAll(links)].map((link) => link[2] ?? link[3] ?? '').filter((address) => !isSafe(address))

/** The text with the words of such links left as words. */
export const withoutUnsafeLinks = (markdown: string): string =>
  markdown.replace(links, (whole, words: string | undefined, address: string | undefined, bare: string | undefined) =>
    isSafe(address ?? bare ?? '') ? whole : (words ?? bare ?? ''),
  )
