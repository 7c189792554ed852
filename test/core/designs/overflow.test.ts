import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { overflowsOf } from '../../../src/core/designs/overflow'
import { arcLayer, designOf, plainLetters, textLayer } from '../../support/designs'

const long = 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Younger'

describe('words that do not fit', () => {
  const design = designOf(
    arcLayer('arc', { text: '{name}', name: 'Arc' }),
    textLayer('line', { text: '{name}', name: 'Line', fitWidth: 300 }),
    textLayer('title', { text: 'A title that is much too wide for any badge of this size' }),
  )

  it('are named by layer with the size that is left; what is the same for all is not counted', () => {
    expect(overflowsOf(design, { name: long }, plainLetters)).toMatchObject([
      { layerId: 'arc', layer: 'Arc', kind: 'small' },
      { layerId: 'line', kind: 'small' },
    ])
    for (const { scale } of overflowsOf(design, { name: long }, plainLetters)) expect(scale).toBeLessThan(0.7)
  })

  it('are none for a short name, nor where a little shrinking is enough', () => {
    expect(overflowsOf(design, { name: 'Ada' }, plainLetters)).toEqual([])
    // 13 letters of 30 units are 390 wide: 77 % fits.
    expect(
      overflowsOf(designOf(textLayer('l', { text: '{name}', fitWidth: 300 })), { name: 'A'.repeat(13) }, plainLetters),
    ).toEqual([])
  })

  it('are not looked for in a hidden group', () => {
    const group = layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true })
    const inside = designOf(textLayer('line', { text: '{name}', fitWidth: 300, parent: 'g' }), group)
    expect(overflowsOf(inside, { name: long }, plainLetters)).toEqual([])
  })

  it('stand out of the badge where nothing shrinks them', () => {
    const wide = designOf(textLayer('wide', { text: '{name}' }))
    expect(overflowsOf(wide, { name: long }, plainLetters)).toMatchObject([{ layerId: 'wide', kind: 'outside' }])
  })

  it('are found on a ribbon only when it has grown as far as it may', () => {
    const ribbon = (grows: boolean) =>
      designOf(
        layerOf({
          kind: 'ribbon',
          id: 'ribbon',
          name: 'Ribbon',
          x: 300,
          y: 300,
          width: 220,
          height: 80,
          sagitta: 0.08,
          grows,
          face: { kind: 'solid', color: { role: 'accent' } },
          tail: { kind: 'solid', color: { role: 'frame' } },
          text: '{name}',
          lettering: { family: 'Montserrat', weight: 800, size: 36, tracking: 0 },
          textPaint: { kind: 'solid', color: { role: 'frame' } },
        }),
      )
    const name = 'Grace Brewster Hopper'
    expect(overflowsOf(ribbon(false), { name }, plainLetters)).toMatchObject([{ layerId: 'ribbon', kind: 'small' }])
    expect(overflowsOf(ribbon(true), { name }, plainLetters)).toEqual([])
    expect(overflowsOf(ribbon(true), { name: long }, plainLetters)).toMatchObject([{ layerId: 'ribbon' }])
  })

  it('are not looked for in hidden layers or where the field is empty', () => {
    const hidden = designOf(textLayer('wide', { text: '{name}', hidden: true }))
    expect(overflowsOf(hidden, { name: long }, plainLetters)).toEqual([])
    expect(overflowsOf(designOf(textLayer('a', { text: '{custom}' })), {}, plainLetters)).toEqual([])
  })
})
