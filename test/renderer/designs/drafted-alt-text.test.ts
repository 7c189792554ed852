import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { draftedAltText } from '../../../src/renderer/designs/drafted-alt-text'
import designs from '../../../src/renderer/words/en/designs.json'
import seeing from '../../../src/renderer/words/en/seeing.json'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'

const words = i18next.createInstance()
await words.init({ lng: 'en', resources: { en: { designs, seeing } }, interpolation: { escapeValue: false } })
const drafted = (...layers: Parameters<typeof designOf>) =>
  draftedAltText(designOf(...layers), words.getFixedT('en', 'designs'))
const paint = { kind: 'solid', color: { role: 'cream' } } as const
const glyph = (id: string, size: number) =>
  layerOf({ id, kind: 'glyph', name: id, x: 300, y: 300, glyph: `phosphor/${id}`, size, paint })

describe('the drafted words for a picture', () => {
  it('name colour, silhouette, main symbol and words', () => {
    const shield = shapeLayer('s', { shape: 'shield' })
    expect(drafted(shield, glyph('book', 40), glyph('star', 200), arcLayer('a', { text: 'READING STAR' }))).toBe(
      'Blue shield with a star and the words READING STAR',
    )
    expect(drafted(shapeLayer('s', { shape: 'circle', fill: { kind: 'solid', color: { hex: '#c62828' } } }))).toBe(
      'Red circle',
    )
    expect(drafted(textLayer('t', { text: 'HERO' }), glyph('anchor', 90))).toBe(
      'Badge with an anchor and the word HERO',
    )
  })

  it('say the words from the top downwards, once, without merge fields and what is hidden', () => {
    const text = (id: string, y: number, said: string, hidden = false) => textLayer(id, { y, text: said, hidden })
    expect(
      drafted(
        text('a', 500, 'STAR {name}'),
        text('b', 100, 'Reading'),
        text('c', 50, 'gone', true),
        text('d', 90, '{level}'),
        textLayer('e', { text: 'gone too', parent: 'g' }),
        layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true }),
      ),
    ).toBe('Badge with the words Reading, STAR')
    expect(drafted()).toBe('')
  })
})
