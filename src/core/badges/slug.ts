/** Names that Windows gives to devices: no folder or file may bear them, with or without an ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/
/** Letters that Unicode does not take apart. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
/** Signs that are the difference between two names. */
const signs: Record<string, string> = { '+': ' plus ', '#': ' sharp ', '&': ' and ', '@': ' at ', '%': ' percent ' }
const maxLength = 60

/**
 * A short name for a badge in paths and commands, from its name: only a–z, 0–9 and single hyphens between them, 1 to 60 characters,
 * never a reserved device name. Names without a Latin letter or a digit give `badge`, or another `kind` of thing.
 */
export function slugOf(name: string, kind = 'badge'): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[+#&@%]/g, (sign) => signs[sign] ?? '')
    .replace(/[^\x00-\x7f]/g, (letter) => letters[letter] ?? ' ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-|-$/g, '')
  return plain === '' ? kind : reserved.test(plain) ? `${plain}-${kind}` : plain
}

/** A slug that no other badge has: the plain one, else with the first free suffix from `-2`. `isTaken` asks the library. */
export function freeSlug(name: string, isTaken: (slug: string) => boolean, kind?: string): string {
  const slug = slugOf(name, kind)
  if (!isTaken(slug)) return slug
  for (let number = 2; ; number++) {
    const suffix = `-${number}`
    const candidate = slug.slice(0, maxLength - suffix.length).replace(/-$/, '') + suffix
    if (!isTaken(candidate)) return candidate
  }
}
