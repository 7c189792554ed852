/** What a name is made from; all of it may be anything that people type. */
export type NameParts = { personName: string; badgeName: string; token: string }

/** Bytes of UTF-8 that a file name takes at most: most file systems hold 255, archives and mail programs less. */
const maxBytes = 120
/** Characters of the token at the end: 40 random bits tell twins apart. */
const tokenLength = 8

/** Names that Windows keeps for devices, alone or before the first dot (also with superscript digits). */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[\s.]*(\.|$)/i

const bytesOf = (text: string) => new TextEncoder().encode(text).length
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Takes out what file systems, shells or eyes trip over, and keeps letters of every script. */
function cleaned(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      // Controls, direction overrides, joiners, private letters, half pairs and line ends are never seen in a name.
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu, '')
      .replace(/[\s\p{Z}]+/gu, ' ')
      // Separators, wildcards, quotes and what Windows forbids.
      .replace(/[/\\:*?"<>|\u2044\u2215\u29f8\uff0f\uff3c]+/g, '-')
      .replace(/\.{2,}/g, '.')
      // A leading dot hides a file, a leading hyphen is an option, a trailing dot or space is lost on Windows.
      .replace(/^[\s.\-_~]+|[\s.\-]+$/g, '')
  )
}

/** As many whole letters as fit into `limit` bytes. */
function cut(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text
  let kept = ''
  let size = 0
  for (const { segment } of graphemes.segment(text)) {
    const more = bytesOf(segment)
    if (size + more > limit) {
      // One letter with hundreds of marks on it: its first code points must do.
      if (kept === '') for (const point of segment) if (bytesOf(kept + point) <= limit) kept += point
      break
    }
    kept += segment
    size += more
  }
  return kept.replace(/[\s.\-]+$/, '')
}

/**
 * A safe, readable file name for an award: `Ana Núñez - First aid - k3f9abcd.png`. It is a single segment on every
 * system (no separators, device names, control or direction characters, leading dots, trailing dots or spaces), NFC,
 * at most 120 bytes of UTF-8, and ends with the first characters of the award's token, so that two people of one name
 * and names that differ only in case get two files. The names themselves stay as typed in the library.
 * `ext` comes without its dot. Source: domain.md row 113, limits.md F30.
 */
export function fileNameFor({ personName, badgeName, token }: NameParts, ext: string): string {
  const ending = ` - ${token.slice(0, tokenLength)}.${ext}`
  // One byte is kept for the mark before a device name.
  const room = maxBytes - bytesOf(ending) - 1
  const badge = cut(cleaned(badgeName), Math.floor(room / 2) - 3) || 'badge'
  const person = cut(cleaned(personName), room - bytesOf(badge) - 3)
  const stem = person === '' ? badge : `${person} - ${badge}`
  return `${deviceName.test(stem) ? '_' : ''}${stem}${ending}`
}

/** A safe file name, by the same rules, for what bears a name but is no award: `Reading Star.svg`. `fallback` stands for a name of which nothing is left. */
export function fileNameOf(name: string, ext: string, fallback = 'badge'): string {
  const stem = cut(cleaned(name), maxBytes - bytesOf(ext) - 2) || fallback
  return `${deviceName.test(stem) ? '_' : ''}${stem}.${ext}`
}
