import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { fieldsOf, filled, isPersonal, withoutPersons } from '../../../src/core/designs/fields'
import { duplicateLayers, moveLayers, replaceLayers } from '../../../src/core/designs/operations'
import { throughView } from '../../../src/core/designs/seen-as'
import { arcLayer, designOf, documents, shapeLayer, textLayer } from '../../support/designs'

const ribbon = (text: string) =>
  layerOf({
    kind: 'ribbon',
    id: 'ribbon',
    name: 'Ribbon',
    x: 300,
    y: 400,
    width: 400,
    height: 80,
    sagitta: 0.08,
    face: { kind: 'solid', color: { role: 'accent' } },
    tail: { kind: 'solid', color: { role: 'frame' } },
    text,
    lettering: { family: 'Montserrat', weight: 800, size: 40, tracking: 0 },
    textPaint: { kind: 'solid', color: { role: 'frame' } },
  })
const qr = (content: string) =>
  layerOf({
    kind: 'qr',
    id: 'qr',
    name: 'Code',
    x: 300,
    y: 500,
    content,
    size: 120,
    dark: { hex: '#000000' },
    light: { hex: '#ffffff' },
  })
const textOf = (document: ReturnType<typeof designOf>, id: string) => {
  const layer = document.layers.find((it) => it.id === id)
  return layer && 'text' in layer ? layer.text : layer && 'content' in layer ? layer.content : undefined
}

describe('the merge fields of a design', () => {
  const design = designOf(
    textLayer('title', { text: 'Well done, {name}! {Name}' }),
    arcLayer('arc', { text: '{name} · {date}' }),
    ribbon('{level}'),
    qr('{link}'),
    shapeLayer('shape'),
  )

  it('are found in text, arc text, ribbons and codes, with the layers they stand in', () => {
    const { fields } = fieldsOf(design)
    expect(Object.fromEntries(fields)).toEqual({
      name: ['title', 'arc'],
      date: ['arc'],
      level: ['ribbon'],
      link: ['qr'],
    })
  })

  it('that are none are named as written', () => {
    expect(Object.fromEntries(fieldsOf(design).unknown)).toEqual({ '{Name}': ['title'] })
  })

  it('are filled wherever they stand; a field without a value leaves nothing behind', () => {
    const done = filled(design, { name: 'Ada', link: 'https://badges.example.org/a' })
    expect(textOf(done, 'title')).toBe('Well done, Ada! {Name}')
    expect(textOf(done, 'arc')).toBe('Ada · ')
    expect(textOf(done, 'ribbon')).toBe('')
    expect(textOf(done, 'qr')).toBe('https://badges.example.org/a')
  })

  it('are never looked for in a value: somebody may be called {link}', () => {
    const done = filled(design, { name: '{link} {name}', link: 'https://secret.example.org' })
    expect(textOf(done, 'title')).toBe('Well done, {link} {name}! {Name}')
  })

  it('take one line from a name of several', () => {
    expect(textOf(filled(design, { name: 'Ada\nLovelace' }), 'title')).toBe('Well done, Ada Lovelace! {Name}')
  })

  it('leave what has none as it is, to the very object', () => {
    const plain = designOf(textLayer('a', { text: 'Reading' }), shapeLayer('b'))
    expect(filled(plain, { name: 'Ada' })).toBe(plain)
    expect(filled(design, { name: 'Ada' }).layers[4]).toBe(design.layers[4])
  })

  it('hide a code that has nothing to say', () => {
    expect(filled(design, { name: 'Ada' }).layers.find(({ id }) => id === 'qr')).toMatchObject({ hidden: true })
  })

  it('carry the styles of letters along', () => {
    const styled = designOf(
      textLayer('a', {
        text: 'To {name}, well done',
        boxWidth: 300,
        spans: [
          { start: 3, end: 9, weight: 700 },
          { start: 11, end: 15, weight: 400 },
        ],
      }),
    )
    const layer = filled(styled, { name: 'Ada Lovelace' }).layers[0]
    expect(layer).toMatchObject({
      text: 'To Ada Lovelace, well done',
      spans: [
        { start: 3, end: 15 },
        { start: 17, end: 21 },
      ],
    })
  })

  it('make a picture of its own for everybody necessary, save the level alone and what is hidden', () => {
    expect(isPersonal(design)).toBe(true)
    expect(isPersonal(designOf(ribbon('{level}')))).toBe(false)
    expect(isPersonal(designOf(textLayer('a', { text: '{Name}' })))).toBe(false)
    expect(isPersonal(designOf(textLayer('a', { text: '{name}', hidden: true })))).toBe(false)
    const group = layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true })
    expect(isPersonal(designOf(textLayer('a', { text: '{name}', parent: 'g' }), group))).toBe(false)
  })

  it('of a person are not in the picture that is published', () => {
    const published = withoutPersons(design, { badge: 'Reading', issuer: 'Library', level: 'Gold' })
    expect(JSON.stringify(published)).not.toMatch(/\{(name|date|link)\}/)
    expect(textOf(published, 'ribbon')).toBe('Gold')
  })
})

describe('an edit made on what is shown', () => {
  const view = (document: ReturnType<typeof designOf>) => filled(document, { name: 'Ada Lovelace' })

  it('changes the document behind it and never brings the name in', () => {
    const raw = designOf(textLayer('a', { text: 'For {name}' }), shapeLayer('b'))
    const shown = view(raw).layers[0]
    if (!shown || shown.kind !== 'text') throw new Error('no text')
    const dragged = { ...shown, x: 120, y: 80 } as ReturnType<typeof textLayer>
    const after = throughView(replaceLayers([dragged], 'move'), view).apply(raw)
    expect(after.layers[0]).toMatchObject({ text: 'For {name}', x: 120, y: 80 })
    expect(after.layers[1]).toBe(raw.layers[1])
  })

  it('copies the layer behind the one that was copied, and never the name in it', () => {
    const raw = designOf(
      textLayer('a', { text: 'For {name}', parent: 'g', locked: true }),
      layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0 }),
    )
    let count = 0
    const after = throughView(
      duplicateLayers(view(raw), ['g'], () => `n${++count}`),
      view,
    ).apply(raw)
    expect(after.layers.slice(2)).toMatchObject([
      { id: 'n1', text: 'For {name}', parent: 'n2', x: 312 },
      { id: 'n2', kind: 'group' },
    ])
    expect(JSON.stringify(after)).not.toContain('Ada')
  })

  it('leaves marked letters where they are behind a name', () => {
    const raw = designOf(textLayer('a', { text: '{name} did it', spans: [{ start: 7, end: 10, weight: 700 }] }))
    const [shown] = view(raw).layers
    if (!shown || shown.kind !== 'text') throw new Error('no text')
    const dragged = { ...shown, x: 120 } as ReturnType<typeof textLayer>
    const after = throughView(replaceLayers([dragged], 'move'), view).apply(raw)
    expect(after.layers[0]).toMatchObject({ x: 120, spans: [{ start: 7, end: 10 }] })
  })

  it('that changes nothing gives the very same document back', () => {
    const raw = designOf(textLayer('a', { text: 'For {name}' }))
    expect(throughView(moveLayers(['a'], 0, 0), view).apply(raw)).toBe(raw)
  })

  it('is the edit itself where nothing is filled', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: -50, max: 50 }), (document, dx) => {
        const move = moveLayers(['a', 'c'], dx, 3)
        const copied = (it: typeof document) => ({ ...it })
        expect(throughView(move, copied).apply(document)).toEqual(move.apply(document))
      }),
    )
  })
})
