import { describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument } from '../../../src/core/designs/document'
import { lintRules, type Finding, type LintRule } from '../../../src/core/designs/finding'
import { layerBox } from '../../../src/core/designs/layer-bounds'
import { lint, type LintFacts } from '../../../src/core/designs/lint'
import { readingOf, type LayerInk } from '../../../src/core/designs/readability'
import { designOf, plainLetters, shapeLayer } from '../../support/designs'

const facts = (fields: Partial<LintFacts> = {}): LintFacts => ({
  picture: { ink: { left: 0.03, top: 0.03, right: 0.97, bottom: 0.97 }, onWhite: 1, onBlack: 1 },
  pixels: 600,
  bytes: 90_000,
  readings: [],
  missingPictures: new Set(),
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
    const mended = margin?.fix?.apply(designOf(shapeLayer('s', { x: 300, y: 300, width: 600, height: 600 })))
    expect((mended?.layers[0] as { width: number }).width).toBeLessThan(577)
    expect((mended?.layers[0] as { width: number }).width).toBeGreaterThan(565)
    expect(find(designOf(shapeLayer('s', { locked: true })), 'margin', { picture: touching })?.fix).toBeNull()
  })

  it('gives a shape that is lost on black a light rim, and one that is lost on white a dark one', () => {
    const design = designOf(shapeLayer('s'), text())
    const ink = facts().picture!.ink
    for (const [rule, share] of [
      ['edgeOnBlack', { onWhite: 1, onBlack: 0.1 }],
      ['edgeOnWhite', { onWhite: 0.2, onBlack: 1 }],
    ] as const) {
      const after = find(design, rule, { picture: { ink, ...share } })?.fix?.apply(design)
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
    expect(found[0]?.fix?.apply(design).layers).toHaveLength(3)
    expect(found[1]?.fix?.apply(design).layers[1]).toMatchObject({ x: 300, y: 300 })
  })

  it('says nothing of hidden layers', () => {
    expect(rules(designOf(text({ text: '', hidden: true }), shapeLayer('far', { x: 900, hidden: true })))).toEqual([])
  })

  it('names fields that no award fills, and typefaces that are not here', () => {
    const design = designOf(text({ text: 'For {nmae}', lettering: { ...lettering, family: 'Papyrus Neue' } }))
    expect(find(design, 'unknownField')).toMatchObject({ values: { field: '{nmae}' }, layerIds: ['t'], fix: null })
    const font = find(design, 'missingFont')
    expect(font?.values['family']).toBe('Papyrus Neue')
    expect(font?.fix?.apply(design).layers[0]).toMatchObject({ lettering: { family: font?.values['substitute'] } })
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
    const larger = find(small, 'codeSmall')?.fix?.apply(small)
    expect(rules(larger!)).toEqual([])
    const faint = designOf(code({ dark: { hex: '#8090a0' }, light: { hex: '#c0c8d0' } }))
    expect(rules(find(faint, 'codeFaint')!.fix!.apply(faint))).toEqual([])
    expect(rules(designOf(code({ content: ' ' })))).toEqual(['codeEmpty'])
    expect(rules(designOf(code({ content: 'x'.repeat(999), level: 'H', size: 500 })))).toContain('codeSmall')
  })

  it('mends lettering: larger, bolder, another colour, to the front', () => {
    const design = designOf(text(), shapeLayer('s'))
    const fixed = (fields: Partial<LayerInk>, rule: LintRule) =>
      find(design, rule, { readings: [reading(fields)] })
        ?.fix?.apply(design)
        .layers.find(({ id }) => id === 't')
    expect(fixed({ height: 12 }, 'small')).toMatchObject({ lettering: { size: expect.closeTo(55.8, -0.5) as number } })
    expect(fixed({ stroke: 0.9 }, 'thin')).toMatchObject({ lettering: { weight: 800 } })
    const faint = fixed({ pair: { ink: '#f5f0e0', behind: '#ffffff' } }, 'faint') as { paint: { color: object } }
    expect(faint.paint.color).toMatchObject({ role: 'cream' })
    const front = find(design, 'unseen', { readings: [reading({ pair: null })] })?.fix?.apply(design)
    expect(front?.layers.map(({ id }) => id)).toEqual(['s', 't'])
    expect(find(designOf(text({ locked: true })), 'small', { readings: [reading({ height: 12 })] })?.fix).toBeNull()
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
})
