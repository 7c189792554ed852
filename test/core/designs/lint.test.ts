import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument } from '../../../src/core/designs/document'
import { lintRules, type Finding, type LintRule } from '../../../src/core/designs/finding'
import { layerBox } from '../../../src/core/designs/layer-bounds'
import { lint, type LintFacts } from '../../../src/core/designs/lint'
import { staysOn, wayThatMends } from '../../../src/core/designs/lint-mends'
import { readingOf, type LayerInk } from '../../../src/core/designs/readability'
import { arcLayer, designOf, plainLetters, shapeLayer, textLayer } from '../../support/designs'

const facts = (fields: Partial<LintFacts> = {}): LintFacts => ({
  picture: { ink: { left: 0.03, top: 0.03, right: 0.97, bottom: 0.97 }, onWhite: 1, onBlack: 1 },
  pixels: 600,
  bytes: 90_000,
  readings: [],
  missingPictures: new Set(),
  previewFamilies: new Set(),
  boundsOf: (layer) => layerBox(layer, plainLetters, () => null),
  badge: null,
  ...fields,
})
const find = (design: DesignDocument, rule: LintRule, fields: Partial<LintFacts> = {}): Finding | undefined =>
  lint(design, facts(fields)).find((it) => it.rule === rule)
const rules = (design: DesignDocument, fields: Partial<LintFacts> = {}): LintRule[] =>
  lint(design, facts(fields)).map(({ rule }) => rule)
const lettering = { family: 'Montserrat', weight: 400, size: 40, tracking: 0 }
const paint = { kind: 'solid', color: { role: 'cream' } } as const
const text = (fields: object = {}) =>
  layerOf({ id: 't', kind: 'text', name: 'Title', x: 300, y: 300, text: 'Reading', lettering, paint, ...fields })
const reading = (fields: Partial<LayerInk>) =>
  readingOf(
    { layerId: 't', kind: 'letters', height: 90, stroke: 12, pair: { ink: '#ffffff', behind: '#102030' }, ...fields },
    600,
  )

describe('row 30: design lint', () => {
  it('finds nothing wrong with a sound design', () => {
    const design = designOf(shapeLayer('s', { width: 560, height: 560 }), text())
    expect(rules(design, { readings: [reading({})] })).toEqual([])
  })

  it('names a picture too heavy for most sites, one too small, and one that touches its edge', () => {
    const design = designOf(shapeLayer('s'))
    expect(find(design, 'tooManyBytes', { bytes: 300 * 1024 })?.values).toEqual({ kilobytes: 300, most: 256 })
    expect(rules(design, { bytes: 256 * 1024, pixels: 128 })).toEqual(['smallPicture'])
    const touching = { ink: { left: 0, top: 0, right: 1, bottom: 1 }, onWhite: 1, onBlack: 1 }
    const margin = find(designOf(shapeLayer('s', { x: 300, y: 300, width: 600, height: 600 })), 'margin', {
      picture: touching,
    })
    const mended = margin?.ways[0]?.apply(designOf(shapeLayer('s', { x: 300, y: 300, width: 600, height: 600 })))
    expect((mended?.layers[0] as { width: number }).width).toBeLessThan(577)
    expect((mended?.layers[0] as { width: number }).width).toBeGreaterThan(565)
    expect(find(designOf(shapeLayer('s', { locked: true })), 'margin', { picture: touching })?.ways).toEqual([])
  })

  it('gives a shape that is lost on black a light rim, and one that is lost on white a dark one', () => {
    const design = designOf(shapeLayer('s'), text())
    const ink = facts().picture!.ink
    for (const [rule, share] of [
      ['edgeOnBlack', { onWhite: 1, onBlack: 0.1 }],
      ['edgeOnWhite', { onWhite: 0.2, onBlack: 1 }],
    ] as const) {
      const after = find(design, rule, { picture: { ink, ...share } })?.ways[0]?.apply(design)
      expect((after?.layers[0] as { effects: { kind: string }[] }).effects[0]?.kind).toBe('outline')
    }
  })

  it('asks for words where the picture says what nothing else does', () => {
    const design = designOf(text({ text: 'Reading {level} Wizard' }))
    const badge = { name: 'Reading', description: 'Read ten books.', altText: '' }
    expect(rules(design, { badge })).toEqual(['altText', 'onlyInArt'])
    expect(find(design, 'onlyInArt', { badge })?.values).toEqual({ words: 'Wizard' })
    expect(rules(design, { badge: { ...badge, altText: 'A wizard with a book' } })).toEqual([])
    expect(rules(design)).toEqual([])
  })

  it('names layers that are empty, off the canvas, missing or unknown, and mends what can be mended', () => {
    const picture = layerOf({
      id: 'p',
      kind: 'picture',
      name: 'Photo',
      x: 300,
      y: 300,
      sha256: 'a'.repeat(64),
      width: 90,
      height: 90,
    })
    const design = designOf(text({ text: ' ' }), shapeLayer('far', { x: 900, y: 900 }), picture, {
      id: 'u',
      kind: 'hologram',
    })
    const found = lint(design, facts({ missingPictures: new Set(['a'.repeat(64)]) }))
    expect(found.map(({ rule, layerIds }) => [rule, ...layerIds])).toEqual([
      ['emptyText', 't'],
      ['offCanvas', 'far'],
      ['missingPicture', 'p'],
      ['unknownLayer', 'u'],
    ])
    expect(found[0]?.ways[0]?.apply(design).layers).toHaveLength(3)
    expect(found[1]?.ways[0]?.apply(design).layers[1]).toMatchObject({ x: 300, y: 300 })
  })

  it('says nothing of hidden layers', () => {
    expect(rules(designOf(text({ text: '', hidden: true }), shapeLayer('far', { x: 900, hidden: true })))).toEqual([])
    const group = layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true })
    const inside = designOf(text({ text: '', parent: 'g' }), shapeLayer('far', { x: 900, parent: 'g' }), group)
    expect(rules(inside)).toEqual([])
  })

  it('names fields that no award fills, and typefaces that are not here', () => {
    const design = designOf(text({ text: 'For {nmae}', lettering: { ...lettering, family: 'Papyrus Neue' } }))
    expect(find(design, 'unknownField')).toMatchObject({ values: { field: '{nmae}' }, layerIds: ['t'], ways: [] })
    for (const written of ['{Name}', '{{name}}', '{ name }']) {
      const nearly = designOf(text({ text: `For ${written}!` }))
      const [way] = find(nearly, 'unknownField')?.ways ?? []
      expect(way?.apply(nearly).layers[0]).toMatchObject({ text: 'For {name}!' })
    }
    const font = find(design, 'missingFont')
    expect(font?.values['family']).toBe('Papyrus Neue')
    expect(font?.ways[0]?.apply(design).layers[0]).toMatchObject({ lettering: { family: font?.values['substitute'] } })
  })

  it('makes a code larger, and dark on light, until readers take it; an empty one gets the link', () => {
    const code = (fields: object) =>
      layerOf({
        id: 'q',
        kind: 'qr',
        name: 'Code',
        x: 300,
        y: 300,
        content: '{link}',
        size: 300,
        dark: { hex: '#000000' },
        light: { hex: '#ffffff' },
        ...fields,
      })
    expect(rules(designOf(code({})))).toEqual([])
    const small = designOf(code({ size: 90 }))
    const larger = find(small, 'codeSmall')?.ways[0]?.apply(small)
    expect(rules(larger!)).toEqual([])
    const faint = designOf(code({ dark: { hex: '#8090a0' }, light: { hex: '#c0c8d0' } }))
    expect(rules(find(faint, 'codeFaint')!.ways[0]!.apply(faint))).toEqual([])
    expect(rules(designOf(code({ content: ' ' })))).toEqual(['codeEmpty'])
    for (const size of [300, 150]) {
      const tight = designOf(code({ quiet: 1, size }))
      expect(rules(tight)).toContain('codeMargin')
      expect(rules(find(tight, 'codeMargin')!.ways[0]!.apply(tight))).toEqual([])
    }
    expect(rules(designOf(code({ content: 'x'.repeat(999), level: 'H', size: 500 })))).toContain('codeSmall')
  })

  it('mends lettering: larger, bolder, another colour, to the front', () => {
    const design = designOf(text(), shapeLayer('s'))
    const fixed = (fields: Partial<LayerInk>, rule: LintRule) =>
      find(design, rule, { readings: [reading(fields)] })
        ?.ways[0]?.apply(design)
        .layers.find(({ id }) => id === 't')
    expect(fixed({ height: 12 }, 'small')).toMatchObject({ lettering: { size: expect.closeTo(55.8, -0.5) as number } })
    expect(fixed({ stroke: 0.9 }, 'thin')).toMatchObject({ lettering: { weight: 800 } })
    const faint = fixed({ pair: { ink: '#f5f0e0', behind: '#ffffff' } }, 'faint') as { paint: { color: object } }
    expect(faint.paint.color).toMatchObject({ role: 'cream' })
    const front = find(design, 'unseen', { readings: [reading({ pair: null })] })?.ways[0]?.apply(design)
    expect(front?.layers.map(({ id }) => id)).toEqual(['s', 't'])
    expect(find(designOf(text({ locked: true })), 'small', { readings: [reading({ height: 12 })] })?.ways).toEqual([])
  })

  it('says where nothing at all can be read at 50 px, and offers the layer that comes nearest', () => {
    const design = designOf(text())
    expect(find(design, 'nothingReadable', { readings: [reading({ height: 60 })] })?.values).toMatchObject({ from: 70 })
    expect(rules(design, { readings: [reading({ height: 84 }), reading({ height: 30 })] })).toEqual([])
  })

  it('puts warnings before hints, and changes nothing by looking', () => {
    const design = designOf(text(), { id: 'u', kind: 'hologram' }, shapeLayer('far', { x: 900 }))
    const before = JSON.stringify(design)
    const weights = lint(design, facts()).map(({ weight }) => weight)
    expect(weights).toEqual(['warning', 'hint'])
    expect(JSON.stringify(design)).toBe(before)
    expect(new Set(lintRules).size).toBe(lintRules.length)
  })

  it('makes arc text larger, or gives it more of its circle, and never moves it out of its circle', () => {
    const design = designOf(arcLayer('t', { radius: 210, sweep: 120 }))
    const ways = find(design, 'small', { readings: [reading({ height: 12 })] })?.ways ?? []
    const after = ways.map((way) => way.apply(design).layers[0] as { radius: number; sweep: number })
    expect(after.length).toBeGreaterThan(1)
    expect(after.every(({ radius }) => radius === 210)).toBe(true)
    expect(after.some(({ sweep }) => sweep > 120)).toBe(true)
    // Words at the foot of the same circle keep their half.
    const both = designOf(arcLayer('t', { sweep: 170 }), arcLayer('foot', { side: 'bottom', sweep: 180 }))
    const free = find(both, 'small', { readings: [reading({ height: 12 })] })?.ways ?? []
    expect(free.map((way) => (way.apply(both).layers[0] as { sweep: number }).sweep > 180)).not.toContain(true)
  })

  it('law: no way of any rule makes a layer leave the artboard', () => {
    const place = { x: fc.integer({ min: -300, max: 900 }), y: fc.integer({ min: -300, max: 900 }) }
    const size = fc.integer({ min: 4, max: 300 })
    const layers = fc.record({ ...place, size, sweep: fc.integer({ min: 10, max: 350 }), wide: fc.boolean() })
    fc.assert(
      fc.property(layers, fc.double({ min: 2, max: 60, noNaN: true }), fc.boolean(), (it, height, isUnseen) => {
        const { x, y } = it
        const letters = { family: 'Montserrat', weight: 400, size: it.size, tracking: 0 }
        const some = { x, y, lettering: letters }
        const ribbon = layerOf({
          ...{ id: 'r', kind: 'ribbon', name: 'r', ...some, width: 400, height: 80, sagitta: 0.1, text: 'Reading' },
          ...{ face: paint, tail: paint, textPaint: paint, grows: it.wide },
        })
        const code = layerOf({
          ...{ id: 'q', kind: 'qr', name: 'q', x, y, content: '{link}', size: it.size },
          ...{ dark: { hex: '#000000' }, light: { hex: '#ffffff' } },
        })
        const glyph = layerOf({ id: 'g', kind: 'glyph', name: 'g', x, y, glyph: 'tabler/star', size: it.size, paint })
        const design = designOf(
          shapeLayer('s', { x, y, width: it.size * 2, height: it.size }),
          arcLayer('a', { ...some, radius: it.size, sweep: it.sweep }),
          textLayer('t', { ...some, fitWidth: it.wide ? 200 : null, text: it.wide ? 'Reading' : ' ' }),
          ...[ribbon, code, glyph],
        )
        const readings = ['a', 't', 'r', 'g'].map((layerId) =>
          reading({ layerId, height, pair: isUnseen ? null : { ink: '#777777', behind: '#888888' } }),
        )
        const picture = { ink: { left: 0, top: 0.1, right: 0.9, bottom: 1 }, onWhite: 0, onBlack: 0 }
        const { boundsOf, ...rest } = facts({ readings, picture })
        for (const { ways } of lint(design, { ...rest, boundsOf }))
          for (const way of ways) expect(staysOn(design, way.apply(design), boundsOf)).toBe(true)
      }),
      { numRuns: 80 },
    )
  })

  it('offers only what has been seen to mend: the finding gone, and no warning that was not there', async () => {
    const design = designOf(textLayer('t', { lettering: { ...lettering, size: 10 } }))
    const before = lint(design, facts({ readings: [reading({ height: 8 })] }))
    const small = before.find(({ rule }) => rule === 'small')!
    const tried: number[] = []
    const look = (outcome: Finding[]) => (next: DesignDocument) => {
      tried.push((next.layers[0] as { lettering: { size: number } }).lettering.size)
      return Promise.resolve(outcome)
    }
    expect(await wayThatMends(design, small, before, look([]))).toBe(small.ways[0])
    expect(tried).toHaveLength(1)
    expect(await wayThatMends(design, small, before, look(before))).toBeNull()
    expect(tried).toHaveLength(1 + small.ways.length)
    expect(await wayThatMends(design, small, before, look([{ ...small, rule: 'margin' }]))).toBeNull()
    expect(await wayThatMends(design, small, before, () => Promise.resolve(null))).toBeNull()
  })

  it('hints where a typeface may only be previewed and printed, by its name', () => {
    const design = designOf(textLayer('t', { lettering: { ...lettering, family: 'Fine Serif' } }), textLayer('o'))
    const previewFamilies = new Set(['Fine Serif', 'Unused'])
    const found = lint(design, facts({ previewFamilies })).filter(({ rule }) => rule === 'previewFont')
    expect(found).toMatchObject([{ weight: 'hint', layerIds: ['t'], values: { family: 'Fine Serif' } }])
  })
})
