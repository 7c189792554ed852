import { describe, expect, it } from 'vitest'
import { temporaryLibrary } from '../../support/library'

describe('open', () => {
  it('opens', () => {
    const l = temporaryLibrary()
    expect(l.catalog.newId()).toMatch(/-7/)
    expect(l.catalog.newToken()).toMatch(/^[a-z2-7]{26}$/)
    l.reopen()
    l.remove()
  })
})
