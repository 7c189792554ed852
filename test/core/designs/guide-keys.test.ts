import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandIds, designerKeys } from '../../../src/core/designs/designer-keys'
import words from '../../../src/renderer/words/en/commands.json'

const guide = readFileSync('docs/user-guide.md', 'utf8')
const chapter = guide.slice(guide.indexOf('\n### Designer\n'), guide.indexOf('\n### Event mode\n'))
/** The guide's tables of keys: what they do, and the keys as they are written there. */
const rows = new Map(
  chapter
    .split('\n')
    .map((line) => /^\| (.+?) +\| (.+?) +\|$/.exec(line))
    .map((cells) => [cells?.[2], cells?.[1]]),
)
const arrows: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' }
const written = (keys: string): string =>
  `\`${keys.replace('Mod', 'Ctrl').replace(/Arrow(\w+)/, (_, way: string) => arrows[way] ?? way)}\``

describe('the user guide', () => {
  // What moves about on the canvas stands there in a row for each kind, as in the designer's own help.
  const told = commandIds.filter((id) => designerKeys[id].group !== 'canvas' && designerKeys[id].keys.length > 0)
  it.each(told)('tells the first two keys of %s, under the name that the command has', (id) => {
    const name: unknown = Reflect.get(words, id)
    expect(rows.get(String(name))).toBe(designerKeys[id].keys.slice(0, 2).map(written).join(' or '))
  })
})
