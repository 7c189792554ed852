/** What a key press says of itself: the fields of a KeyboardEvent that are needed to spell it. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The signs of the keys of a US keyboard, by place: what a key is called when Shift or Alt made something else of it. */
const signOf: Readonly<Record<string, string>> = {
  BracketLeft: '[',
  BracketRight: ']',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  Backslash: '\\',
  Backquote: '`',
}
/** Signs that Shift makes of another one: they count as that key with Shift, wherever a keyboard has them. */
const shifted: Readonly<Record<string, string>> = { '{': '[', '}': ']' }
const isLetter = (key: string): boolean => /^[a-z]$/i.test(key)
const isSign = (key: string): boolean => /^[!-~]$/.test(key) && !/^[a-z0-9]$/i.test(key)

/**
 * The names under which a key press may stand in a table of keys, the most telling first: "Mod+Shift+Z", "Alt+A", "[", "Shift+0".
 * `Mod` is Ctrl or Cmd. Letters go by what is typed, and by their place where that is no Latin letter (other scripts, Alt on a Mac);
 * digits with Shift by their place; signs by what is typed however the keyboard makes it, AltGr (Ctrl and Alt) among the ways.
 */
export function spellings(press: KeyPress): string[] {
  const { key, code, altKey, shiftKey } = press
  if (/^(Control|Meta|Alt|AltGraph|Shift|Dead|Process|Unidentified|CapsLock)$/.test(key)) return []
  const mod = press.ctrlKey || press.metaKey
  const spell = (name: string, with_: { mod: boolean; alt: boolean; shift: boolean }): string =>
    `${with_.mod ? 'Mod+' : ''}${with_.alt ? 'Alt+' : ''}${with_.shift ? 'Shift+' : ''}${name}`
  const all = { mod, alt: altKey, shift: shiftKey }
  const byPlace = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1] ?? signOf[code]
  if (isLetter(key) && !altKey) return [spell(key.toUpperCase(), all)]
  if (key.length > 1 && key !== '') return [spell(key === 'Del' ? 'Delete' : key, all)]
  const names: string[] = []
  if (byPlace && (altKey || shiftKey || !/^[!-~]$/.test(key))) names.push(spell(byPlace, all))
  if (isSign(key)) {
    names.push(spell(key, { mod: mod && !altKey, alt: false, shift: false }))
    const base = shifted[key]
    if (base) names.push(spell(base, { mod: mod && !altKey, alt: false, shift: true }))
  } else if (/^[a-z0-9]$/i.test(key)) names.push(spell(key.toUpperCase(), all))
  return [...new Set(names)]
}

/** Keys taken apart: "Mod+Shift++" is Mod, Shift and the key "+". */
export function partsOf(keys: string): { mod: boolean; alt: boolean; shift: boolean; key: string } {
  const found = /^((?:(?:Mod|Alt|Shift)\+)*)(.+)$/.exec(keys)
  const before = found?.[1] ?? ''
  return {
    mod: before.includes('Mod+'),
    alt: before.includes('Alt+'),
    shift: before.includes('Shift+'),
    key: found?.[2] ?? keys,
  }
}

/** True for keys of one sign without Ctrl, Cmd or Alt: what WCAG 2.1.4 wants to be able to switch off, since dictation types them by mistake. */
export function isSingleKey(keys: string): boolean {
  const { mod, alt, key } = partsOf(keys)
  return !mod && !alt && key.length === 1
}
