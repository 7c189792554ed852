import { describe, expect, it } from 'vitest'
import { cssAddresses } from '../../../src/renderer/designs/pictures/css-addresses'

describe('the addresses in some CSS', () => {
  it('are read however they are written', () => {
    expect(cssAddresses(`.a{fill:url(#a)} .b{mask:URL( "#b" );clip-path:url('#c)d')}`)).toEqual(['#a', '#b', '#c)d'])
    expect(cssAddresses('fill: red')).toEqual([])
  })

  it('are none where one is not closed', () => {
    for (const css of ['url(#a', 'url("#a)', 'url("#a"b)', 'url(#a) url(']) expect(cssAddresses(css), css).toBeNull()
  })

  it('are found in one pass', () => {
    const began = performance.now()
    expect(cssAddresses('url('.repeat(1_000_000))).toBeNull()
    expect(cssAddresses(`${'url('.repeat(1_000_000)})`)).toHaveLength(1)
    expect(cssAddresses(`url("#a"${' '.repeat(1_000_000)}`)).toBeNull()
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
