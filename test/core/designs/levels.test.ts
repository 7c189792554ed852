import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { contrastRatio } from '../../../src/core/designs/colors'
import { design, isKnownLayer, layerOf } from '../../../src/core/designs/document'
import {
  atLevel,
  levelBadgeName,
  levelDocument,
  levelsByMetal,
  levelsByNumber,
  levelsByStars,
  masterShown,
  metalPalettes,
  recolourShown,
  setLevels,
} from '../../../src/core/designs/levels'
import { readTemplate } from '../../../src/core/designs/templates'
import { designOf, shapeLayer, textLayer } from '../../support/designs'

const ids = () => {
  let count = 0
  return () => `id-${++count}`
}
const bronze = { id: 'b', name: 'Bronze', palette: { field: '#a5673f' } }
const gold = { id: 'g', name: 'Gold', palette: { field: '#a97a12' } }
const master = {
  ...designOf(
    shapeLayer('all'),
    shapeLayer('only-gold', { levels: ['g'] }),
    textLayer('word', { text: '{level} for {name}' }),
  ),
  levels: [bronze, gold],
}

describe('a level of a master', () => {
  it('has its colours over the palette, its name for {level}, and only its layers', () => {
    const made = levelDocument(master, 'b')
    expect(made?.palette).toMatchObject({ field: '#a5673f', frame: '#0e3247' })
    expect(made?.layers.map(({ id }) => id)).toEqual(['all', 'word'])
    expect(made?.layers[1]).toMatchObject({ text: 'Bronze for {name}' })
    expect(made?.levels).toEqual([])
    expect(levelDocument(master, 'g')?.layers).toHaveLength(3)
  })

  it('leaves out what is in a group of other levels, however deep', () => {
    const group = (id: string, fields: object) => layerOf({ kind: 'group', id, name: id, x: 0, y: 0, ...fields })
    const grouped = {
      ...designOf(
        shapeLayer('a', { parent: 'inner' }),
        group('inner', { parent: 'outer' }),
        group('outer', { levels: ['g'] }),
        shapeLayer('b'),
      ),
      levels: [bronze, gold],
    }
    expect(levelDocument(grouped, 'b')?.layers.map(({ id }) => id)).toEqual(['b'])
    expect(levelDocument(grouped, 'g')?.layers).toHaveLength(4)
  })

  it('moves marked letters along with its name', () => {
    const spans = [{ start: 12, end: 18, weight: 700 }]
    const word = { ...designOf(textLayer('word', { text: '{level} for {name}', spans })), levels: [bronze] }
    expect(levelDocument(word, 'b')?.layers).toMatchObject([
      { text: 'Bronze for {name}', spans: [{ start: 11, end: 17 }] },
    ])
  })

  it('is a document that can be stored', () => {
    expect(design.safeParse(levelDocument(master, 'g')).success).toBe(true)
  })

  it('that the master does not have has no document', () => {
    expect(levelDocument(master, 'x')).toBeNull()
    expect(atLevel(master, 'x')).toBe(master)
  })

  it('keeps every layer while it is shown, so that it can be edited', () => {
    const shown = atLevel(master, 'b')
    expect(shown.layers.map(({ id }) => id)).toEqual(['all', 'only-gold', 'word'])
    expect(shown.layers[1]).toMatchObject({ hidden: true })
  })

  it('takes new colours for itself while it is shown; the master keeps its own', () => {
    const after = recolourShown('b', { field: '#101010', cream: '#f0f0f0' }).apply(master)
    expect(atLevel(after, 'b').palette).toMatchObject({ field: '#101010', cream: '#f0f0f0' })
    expect(after.palette).toBe(master.palette)
    expect(after.levels[1]).toBe(gold)
    expect(recolourShown('b', { field: bronze.palette.field }).apply(master)).toBe(master)
  })

  it('that is not shown leaves new colours to the master', () => {
    for (const none of [null, 'x'])
      expect(recolourShown(none, { field: '#101010' }).apply(master)).toMatchObject({
        palette: { field: '#101010', frame: master.palette['frame'] },
        levels: [bronze, gold],
      })
  })

  it('keeps the name of a level as it is, whatever is in it', () => {
    const odd = { ...master, levels: [{ id: 'o', name: '$& {name}', palette: {} }] }
    expect(levelDocument(odd, 'o')?.layers.at(-1)).toMatchObject({ text: '$& {name} for {name}' })
  })

  it('is in the name of its badge, whole however long the badge’s is', () => {
    expect(levelBadgeName('Reading', 'Gold')).toBe('Reading – Gold')
    expect(levelBadgeName('R'.repeat(300), 'Gold')).toHaveLength(255)
    expect(levelBadgeName('R'.repeat(300), 'Gold')).toMatch(/ – Gold$/)
  })
})

describe('a master’s own picture', () => {
  it('shows the highest level in the master’s colours', () => {
    const shown = masterShown(master)
    expect(shown.palette).toEqual(master.palette)
    expect(shown.layers[2]).toMatchObject({ text: 'Gold for {name}' })
    const plain = designOf(shapeLayer('a'))
    expect(masterShown(plain)).toBe(plain)
  })
})

describe('levels that go', () => {
  it('leave no layer that is shown nowhere', () => {
    const after = setLevels([bronze]).apply(master)
    expect(after.layers[1]).toMatchObject({ levels: null })
  })
})

describe('levels made by a rule', () => {
  const empty = designOf(shapeLayer('a'))

  it('of metals are three palettes that can be read', () => {
    const { levels } = levelsByMetal(['Bronze', 'Silver', 'Gold'], ids()).apply(empty)
    expect(levels.map(({ name }) => name)).toEqual(['Bronze', 'Silver', 'Gold'])
    for (const palette of Object.values(metalPalettes)) {
      expect(contrastRatio(palette.cream, palette.frame)).toBeGreaterThanOrEqual(7.5)
      expect(contrastRatio(palette.accent, palette.frame)).toBeGreaterThanOrEqual(4.4)
      expect(contrastRatio(palette.cream, palette.field)).toBeGreaterThanOrEqual(3.4)
    }
  })

  it('of numbers write the number where it stands nowhere yet', () => {
    const made = levelsByNumber(['1', '2', '3'], ids()).apply(empty)
    expect(made.levels).toHaveLength(3)
    expect(levelDocument(made, made.levels[1]?.id ?? '')?.layers.at(-1)).toMatchObject({ text: '2' })
    const word = designOf(textLayer('t', { text: 'Level {level}' }))
    expect(levelsByNumber(['1', '2'], ids()).apply(word).layers).toHaveLength(1)
  })

  it('of stars show as many as the level, side by side on the badge', () => {
    const made = levelsByStars(['1', '2', '3', '4', '5'], ids()).apply(empty)
    expect(made.levels.map(({ id }) => (levelDocument(made, id)?.layers.length ?? 0) - 1)).toEqual([1, 2, 3, 4, 5])
    const five = levelDocument(made, made.levels[4]?.id ?? '')?.layers.slice(1) ?? []
    const xs = five.map((layer) => ('x' in layer ? Number(layer.x) : 0))
    expect([...xs].sort((a, b) => a - b)).toEqual(xs)
    expect(Math.min(...xs)).toBeGreaterThan(60)
    expect(design.safeParse(made).success).toBe(true)
  })

  it('of stars keep off the QR code and the ribbon of every template', async () => {
    const covered: string[] = []
    for (const name of await readdir('resources/templates')) {
      const { document } = readTemplate(JSON.parse(await readFile(`resources/templates/${name}`, 'utf8')))
      const there = document.layers.filter(isKnownLayer).flatMap((layer) => {
        const { kind, x, y } = layer
        if (layer.kind === 'qr') return { kind, x, y, across: layer.size / 2, down: layer.size / 2 }
        return layer.kind === 'ribbon' ? { kind, x, y, across: layer.width / 2, down: layer.height / 2 } : []
      })
      for (const most of [3, 5, 10]) {
        const made = levelsByStars(Array.from({ length: most }, String), ids()).apply(document)
        const marks = made.layers.slice(document.layers.length).filter(isKnownLayer)
        for (const star of marks.filter((it) => it.kind === 'shape'))
          for (const { kind, x, y, across, down } of there)
            if (Math.abs(star.x - x) < across + star.width / 2 && Math.abs(star.y - y) < down + star.width / 2)
              covered.push(`${name}: one of ${most} stars on the ${kind}`)
      }
    }
    expect([...new Set(covered)]).toEqual([])
  })

  it('go on where levels are already: each keeps its id, and with it the badge that follows it', () => {
    const stars = levelsByStars(['1', '2', '3', '4'], ids()).apply({ ...empty, levels: [bronze, gold] })
    expect(stars.levels.map(({ id }) => id)).toEqual(['b', 'g', 'id-3', 'id-4'])
    expect(stars.levels.map(({ id }) => (levelDocument(stars, id)?.layers.length ?? 0) - 1)).toEqual([1, 2, 3, 4])
    const metals = levelsByMetal(['B', 'S', 'G'], ids()).apply(stars)
    expect(metals.levels.map(({ id }) => id)).toEqual(['b', 'g', 'id-3'])
  })

  it('take the marks of the rule before away, and keep what a person drew', () => {
    const stars = levelsByStars(['1', '2', '3'], ids()).apply(empty)
    const metals = levelsByMetal(['B', 'S', 'G'], ids()).apply(stars)
    expect(metals.layers.map(({ id }) => id)).toEqual(['a'])
  })
})
