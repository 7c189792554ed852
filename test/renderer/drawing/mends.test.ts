import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument, type Paint } from '../../../src/core/designs/document'
import type { LintRule } from '../../../src/core/designs/finding'
import { findBrowser, noBrowser } from '../../support/browser'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'
import { type DrawingPages, openDrawing } from '../../support/drawing-page'

const can = findBrowser() !== null
let pages: DrawingPages
let page: Page
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
  page = await pages.open()
})
afterAll(async () => {
  if (can) await pages.close()
})

interface Outcome {
  /** What was found, what is left of it after its fix, and the warnings that came with the fix; `fix` says whether one is offered. */
  readonly found: boolean
  readonly fix: boolean
  readonly left: boolean
  readonly come: readonly string[]
  readonly mended: DesignDocument
}
/** Presses "Fix it" as the designer does, and measures again. */
const pressed = (document: DesignDocument, rule: LintRule, layerId?: string): Promise<Outcome> =>
  page.evaluate(
    async ({ document: broken, rule: meant, layerId: of }) => {
      const { harness } = window
      const known = { missingPictures: new Set<string>(), previewFamilies: new Set<string>(), badge: null, bytes: 0 }
      const look = async (it: typeof broken) => {
        const looked = await harness.lookAt(it, it, harness.assets, known, new AbortController().signal)
        if (!looked) throw new Error('no look')
        return looked.findings
      }
      const before = await look(broken)
      const isMeant = (it: (typeof before)[number]) => it.rule === meant && (!of || it.layerIds.includes(of))
      const finding = before.find(isMeant)
      const way = finding ? await harness.wayThatMends(broken, finding, before, look) : null
      const mended = way ? way.apply(broken) : broken
      const after = await look(mended)
      const key = (it: (typeof before)[number]) => `${it.rule} ${it.layerIds.join(' ')}`
      const come = after.filter((it) => it.weight === 'warning' && !before.some((other) => key(other) === key(it)))
      return { found: !!finding, fix: !!way, left: after.some(isMeant), come: come.map(key), mended }
    },
    { document, rule, ...(layerId === undefined ? {} : { layerId }) },
  )

const solid = (role: string, shade?: number): Paint => ({
  kind: 'solid',
  color: { role, ...(shade === undefined ? {} : { shade }) },
})
const plain = (hex: string): Paint => ({ kind: 'solid', color: { hex } })
const between = (from: string, to: string, angle = 0): Paint => ({
  kind: 'linear',
  angle,
  stops: [
    { offset: 0, color: { hex: from } },
    { offset: 1, color: { hex: to } },
  ],
})
const field = (fill: Paint, fields: object = {}) =>
  shapeLayer('field', {
    ...{ shape: 'circle', width: 560, height: 560, fill },
    rings: [{ inset: 4, width: 4, pattern: 'solid', gap: 0, paint: solid('cream') }],
    ...fields,
  })
const face = (size: number, weight = 800) => ({ family: 'Montserrat', weight, size, tracking: 0 })
const words = (fields: object = {}) => textLayer('t', { text: 'READING', lettering: face(70), ...fields })
const code = (fields: object) =>
  layerOf({
    ...{ id: 'q', kind: 'qr', name: 'Code', x: 300, y: 300, content: '{link}', size: 300 },
    ...{ dark: { hex: '#000000' }, light: { hex: '#ffffff' } },
    ...fields,
  })
const glyph = (paint: Paint) =>
  layerOf({ id: 't', kind: 'glyph', name: 'Star', x: 300, y: 300, glyph: 'phosphor/star', size: 240, paint })
const ribbon = (size: number) =>
  layerOf({
    ...{ id: 't', kind: 'ribbon', name: 'Ribbon', x: 300, y: 420, width: 480, height: 90, sagitta: 0.08 },
    ...{ face: solid('accent'), tail: solid('accent', -34), text: 'Reading', lettering: face(size) },
    textPaint: solid('frame'),
  })

const broken: readonly [title: string, rule: LintRule, document: DesignDocument][] = [
  ['art that touches the edge', 'margin', designOf(field(solid('field'), { width: 600, height: 600 }))],
  ['a dark shape on black', 'edgeOnBlack', designOf(field(solid('frame'), { rings: [] }))],
  [
    'a dark shape on black without room',
    'edgeOnBlack',
    designOf(field(plain('#101820'), { rings: [], width: 576, height: 576 })),
  ],
  ['a light shape on white', 'edgeOnWhite', designOf(field(solid('cream')))],
  ['a layer off the canvas', 'offCanvas', designOf(field(solid('field')), words({ x: 1200 }))],
  ['a text without words', 'emptyText', designOf(field(solid('field')), words({ text: ' ' }))],
  [
    'a typeface that is not here',
    'missingFont',
    designOf(field(solid('frame')), words({ lettering: { ...face(70), family: 'Gone' } })),
  ],
  ['a code that says nothing', 'codeEmpty', designOf(field(solid('field')), code({ content: '' }))],
  ['a small code', 'codeSmall', designOf(field(solid('field')), code({ size: 120 }))],
  ['a small code at the edge', 'codeSmall', designOf(field(solid('field')), code({ size: 120, x: 80 }))],
  [
    'a faint code',
    'codeFaint',
    designOf(field(solid('field')), code({ dark: { hex: '#8090a0' }, light: { hex: '#c0c8d0' } })),
  ],
  ['a code with a narrow margin', 'codeMargin', designOf(field(solid('field')), code({ quiet: 1 }))],
  [
    'a badge that says nothing in a list',
    'nothingReadable',
    designOf(field(solid('frame')), words({ text: 'ACE', lettering: face(60) })),
  ],
  ['a text beneath a shape', 'unseen', designOf(words(), field(solid('frame')))],
  ['a text in the colour of its ground', 'unseen', designOf(field(solid('frame')), words({ paint: solid('frame') }))],
  ['small text', 'small', designOf(field(solid('frame')), words({ lettering: face(15) }))],
  ['small arc text', 'small', designOf(field(solid('frame')), arcLayer('t', { radius: 225, lettering: face(14) }))],
  [
    'arc text shrunk to its arc',
    'small',
    designOf(
      field(solid('frame')),
      arcLayer('t', { text: 'READING CLUB OF OUR TOWN', radius: 225, sweep: 60, lettering: face(44) }),
    ),
  ],
  ['a ribbon of small letters', 'small', designOf(field(solid('field')), ribbon(14))],
  ['faint text', 'faint', designOf(field(solid('field')), words({ paint: solid('field', 25) }))],
  [
    'faint text on a gradient',
    'faint',
    designOf(field(between('#4080b0', '#103050')), words({ y: 300, paint: plain('#4a87b5'), lettering: face(40) })),
  ],
  [
    'text across a gradient from white to black, where no colour helps',
    'faint',
    designOf(field(between('#ffffff', '#000000', 90)), words({ paint: plain('#808080') })),
  ],
  [
    'arc text across a gradient from white to black',
    'faint',
    designOf(field(between('#ffffff', '#000000', 90)), arcLayer('t', { paint: plain('#808080'), lettering: face(60) })),
  ],
  [
    'a glyph across a gradient from white to black',
    'faint',
    designOf(field(between('#ffffff', '#000000', 90)), glyph(plain('#808080'))),
  ],
  ['a faint glyph', 'faint', designOf(field(solid('field')), glyph(solid('field', 15)))],
  [
    'red on black',
    'faintToSome',
    designOf(field(plain('#000000')), words({ paint: plain('#ff2020'), lettering: face(40) })),
  ],
]

describe.skipIf(!can)(can ? 'row 30: "Fix it"' : noBrowser, () => {
  it.each(broken)('mends %s, measured again, and breaks nothing (%s)', async (_, rule, document) => {
    const { mended, ...outcome } = await pressed(document, rule)
    expect(outcome).toEqual({ found: true, fix: true, left: false, come: [] })
  })

  it('never flings arc text off the badge', async () => {
    const arc = arcLayer('t', { radius: 240, text: 'READING', lettering: face(16) })
    const { mended } = await pressed(designOf(field(solid('frame')), arc), 'small')
    expect(mended.layers.at(-1)).toMatchObject({ radius: 240 })
  })

  it('is not offered for arc text that cannot grow in its arc, nor for a layer that is locked', async () => {
    const long = arcLayer('t', {
      text: 'THE READING CLUB OF OUR TOWN AND ALL THE VILLAGES ROUND IT SINCE 1987',
      ...{ radius: 60, sweep: 340, lettering: face(40) },
    })
    expect(await pressed(designOf(field(solid('frame')), long), 'small')).toMatchObject({ found: true, fix: false })
    const locked = words({ lettering: face(15), locked: true })
    expect(await pressed(designOf(field(solid('frame')), locked), 'small')).toMatchObject({ found: true, fix: false })
  })
})

describe.skipIf(!can)(can ? 'what is new' : noBrowser, () => {
  it.each(['circle', 'shield', 'hexagon'])(
    'gives no warning, added one after another upon an empty canvas (%s)',
    async (shape) => {
      const warnings = await page.evaluate(async (silhouette) => {
        const { lookAt, assets, newLayers: make } = window.harness
        const known = { missingPictures: new Set<string>(), previewFamilies: new Set<string>(), badge: null, bytes: 0 }
        const adds = [
          (it: ReturnType<typeof make.blankDocument>) => make.newShape(it, silhouette, 'Shape'),
          ...(silhouette === 'circle'
            ? [(it: ReturnType<typeof make.blankDocument>) => make.newRing(it, 'solid', 'Ring')]
            : []),
          () => make.newRibbon('folded', 'READING STAR', 'Ribbon'),
          (it: ReturnType<typeof make.blankDocument>) => make.newArcText(it, 'ROUND THE TOP', 'Arc'),
          (it: ReturnType<typeof make.blankDocument>) => make.newGlyph(it, 'phosphor/star', 'Star'),
        ]
        let document = make.blankDocument()
        const found: string[] = []
        for (const add of adds) {
          document = { ...document, layers: [...document.layers, add(document)] }
          const look = await lookAt(document, document, assets, known, new AbortController().signal)
          const said = look?.findings.filter(({ weight }) => weight === 'warning') ?? []
          found.push(...said.map(({ rule, values }) => `${document.layers.length} ${rule} ${JSON.stringify(values)}`))
        }
        return found
      }, shape)
      expect(warnings).toEqual([])
    },
  )
})
