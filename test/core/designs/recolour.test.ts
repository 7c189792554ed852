import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyBrand, brand } from '../../../src/core/designs/brand'
import { contrastRatio, palettes, resolveColor } from '../../../src/core/designs/colors'
import { layerOf, paint, type DesignDocument, type LayerOf } from '../../../src/core/designs/document'
import { metalNames, metalPaint } from '../../../src/core/designs/metals'
import { contrastSafe, mendedColors } from '../../../src/core/designs/pairings'
import { plainColors, recolourDesign, rolesFromHexes } from '../../../src/core/designs/recolour'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'

const ocean = { field: '#2c6e8f', frame: '#0e3247', accent: '#f2c94c', cream: '#fdf3d3' }
const ember = { field: '#e4572e', frame: '#7d1f0f', accent: '#ffd9c2', cream: '#fff4ec' }
const kit = {
  colors: { ...ember, sky: '#88bbee' },
  headingFamily: 'Cinzel',
  bodyFamily: 'Lora',
  logoSha256: null,
}
/** One layer of every kind that bears colours, all of them plain. */
const plain: DesignDocument = designOf(
  shapeLayer('shape', {
    fill: {
      kind: 'linear',
      angle: 0,
      stops: [
        { offset: 0, color: { hex: '#2c6e8f' } },
        { offset: 1, color: { hex: '#0e3247' } },
      ],
    },
    stroke: { width: 3, paint: { kind: 'solid', color: { hex: '#F2C94C' } } },
    rings: [{ inset: 4, width: 3, pattern: 'solid', gap: 0, paint: { kind: 'solid', color: { hex: '#fdf3d3' } } }],
    effects: [{ kind: 'shadow', dx: 2, dy: 2, blur: 3, color: { hex: '#0e3247' }, opacity: 0.4 }],
  }),
  textLayer('text', {
    boxWidth: 300,
    spans: [{ start: 0, end: 2, paint: { kind: 'solid', color: { hex: '#f2c94c' } } }],
  }),
  layerOf({
    kind: 'glyph',
    id: 'glyph',
    name: 'Glyph',
    x: 300,
    y: 300,
    glyph: 'phosphor-duotone/book',
    size: 200,
    paint: { kind: 'solid', color: { hex: '#fdf3d3' } },
    paint2: { kind: 'solid', color: { hex: '#f2c94c' } },
  }),
  layerOf({
    kind: 'picture',
    id: 'picture',
    name: 'Picture',
    x: 300,
    y: 300,
    width: 100,
    height: 100,
    sha256: 'a'.repeat(64),
    filters: [
      { kind: 'duotone', dark: { hex: '#0e3247' }, light: { hex: '#fdf3d3' } },
      { kind: 'removeBackground', color: '#0e3247', tolerance: 0.2 },
    ],
  }),
  layerOf({
    kind: 'qr',
    id: 'qr',
    name: 'QR',
    x: 300,
    y: 300,
    content: '{link}',
    size: 120,
    dark: { hex: '#0e3247' },
    light: { hex: '#fdf3d3' },
  }),
)

describe('recolouring by role (row 24)', () => {
  it('counts the ground of a QR code as no plain colour: it is white for the scanner', () => {
    const code = { ...(plain.layers.at(-1) as LayerOf<'qr'>), dark: { role: 'frame' }, light: { hex: '#ffffff' } }
    expect(plainColors(designOf(code))).toEqual([])
    expect(plainColors(designOf({ ...code, dark: { hex: '#123456' } }))).toEqual(['#123456'])
  })

  it('turns every plain colour into a role: gradients, duotones, effects, rings, letters, codes, filters', () => {
    const bound = rolesFromHexes().apply(plain)
    const text = JSON.stringify(bound.layers)
    expect(plainColors(bound)).toEqual([])
    expect(text).toContain('"color":"#0e3247","tolerance"')
    expect((bound.layers[0] as LayerOf<'shape'>).fill).toEqual({
      kind: 'linear',
      angle: 0,
      stops: [
        { offset: 0, color: { role: 'field' } },
        { offset: 1, color: { role: 'frame' } },
      ],
    })
    expect((bound.layers[4] as LayerOf<'qr'>).dark).toEqual({ role: 'frame' })
    expect(rolesFromHexes().apply(bound)).toBe(bound)
  })

  it('takes the nearest shade of a role for a colour that is none', () => {
    const dark = designOf(shapeLayer('a', { fill: { kind: 'solid', color: { hex: '#a07a10' } } }))
    const fill = (rolesFromHexes().apply(dark).layers[0] as LayerOf<'shape'>).fill
    expect(fill).toMatchObject({ kind: 'solid', color: { role: 'accent' } })
    expect(rolesFromHexes(0.01).apply(dark)).toBe(dark)
  })

  it('recolours a whole design in one step and lets a metal be', () => {
    const gold = designOf(...plain.layers, shapeLayer('gold', { fill: metalPaint('silver', 'conic') }))
    const done = recolourDesign(ember).apply(gold)
    expect(done.palette).toEqual(ember)
    const glyph = done.layers[2] as LayerOf<'glyph'>
    expect(glyph.paint2?.kind === 'solid' && resolveColor(glyph.paint2.color, done)).toBe(ember.accent)
    expect((done.layers.at(-1) as LayerOf<'shape'>).fill).toEqual(metalPaint('silver', 'conic'))
    expect(recolourDesign(ember).apply(done)).toBe(done)
  })

  it('puts a brand’s colours and families on a design: headings and body', () => {
    const done = applyBrand(kit).apply(
      designOf(
        arcLayer('arc'),
        textLayer('title'),
        textLayer('small', { lettering: { family: 'Poppins', weight: 400, size: 20, tracking: 0 } }),
      ),
    )
    expect(done.palette).toEqual(kit.colors)
    expect(done.layers.map((it) => (it as LayerOf<'text'>).lettering.family)).toEqual(['Cinzel', 'Cinzel', 'Lora'])
    expect(applyBrand(kit).apply(done)).toBe(done)
  })

  it('asks of a brand the four roles, and no more than six others', () => {
    expect(brand.safeParse(kit).success).toBe(true)
    const { cream, ...three } = kit.colors
    expect(cream).toBe('#fff4ec')
    expect(brand.safeParse({ ...kit, colors: three }).success).toBe(false)
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`extra ${at}`, '#123456']))
    expect(brand.safeParse({ ...kit, colors: { ...ember, ...many } }).success).toBe(false)
    expect(brand.safeParse({ ...kit, logoSha256: 'logo.png' }).success).toBe(false)
  })
})

describe('colours that can be read', () => {
  it('proposes for every ground of every palette pairs that reach the ratio, the plain role first where it does', () => {
    for (const { name, colors } of palettes)
      for (const role of ['field', 'frame'])
        for (const size of ['small', 'large'] as const) {
          const pairs = contrastSafe(colors, { role }, size)
          expect(pairs.length, `${name} ${role}`).toBeGreaterThanOrEqual(2)
          for (const { color, ratio } of pairs) {
            expect(ratio).toBeGreaterThanOrEqual(size === 'small' ? 4.5 : 3)
            expect(contrastRatio(resolveColor(color, { palette: colors }), colors[role as 'field'])).toBeCloseTo(ratio)
          }
        }
    expect(contrastSafe(ocean, { role: 'frame' })[0]?.color).toEqual({ role: 'cream' })
    expect(contrastSafe(ocean, { hex: '#ffffff' })[0]?.color).toEqual({ role: 'frame' })
  })

  it('mends a colour by its nearest shade, and by none when it is good', () => {
    const palette = { palette: ocean }
    expect(mendedColors({ role: 'cream' }, { role: 'frame' }, 4.5, palette)).toEqual([{ role: 'cream' }])
    const mended = mendedColors({ role: 'accent' }, { role: 'field' }, 4.5, palette)
    expect(mended[0]).toMatchObject({ role: 'accent' })
    for (const color of mended)
      expect(contrastRatio(resolveColor(color, palette), ocean.field)).toBeGreaterThanOrEqual(4.5)
    expect(mendedColors({ hex: '#777777' }, { hex: '#777777' }, 20, palette)).toEqual([])
    // Both sides of a middling ground, the nearer first.
    expect(mendedColors({ hex: '#666666' }, { hex: '#777777' }, 4, palette)).toHaveLength(2)
  })
  it('mends any colour on any ground to any ratio that black or white reaches', () => {
    const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((it) => `#${it.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(anyHex, anyHex, (hex, ground) => {
        const mended = mendedColors({ hex }, { hex: ground }, 4.5, { palette: {} })
        expect(mended).not.toEqual([])
        for (const color of mended)
          expect(contrastRatio(resolveColor(color, { palette: {} }), ground)).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 60 },
    )
  })
})

describe('metals (row 11)', () => {
  it('are paints that a document takes, in their own colours', () => {
    for (const name of metalNames)
      for (const light of ['linear', 'radial', 'conic'] as const)
        expect(paint.safeParse(metalPaint(name, light)).success, `${name} ${light}`).toBe(true)
  })
  it('close a conic one without a seam', () => {
    const gold = metalPaint('gold', 'conic')
    if (gold.kind !== 'conic') throw new Error('not conic')
    expect(gold.stops[0]?.color).toEqual(gold.stops.at(-1)?.color)
  })
})
