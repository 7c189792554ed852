import { describe, expect, it } from 'vitest'
import { statusWhenAwarded, statusWhenBroughtBack, statusWhenSaved } from '../../../src/core/badges/status'

describe('the states of a badge', () => {
  it('becomes active when nothing is missing, and a draft again when something is', () => {
    expect(statusWhenSaved('inactive', true)).toBe('active')
    expect(statusWhenSaved('active', false)).toBe('inactive')
    expect(statusWhenSaved('inactive', false)).toBe('inactive')
  })

  it('is locked by its first award and stays locked', () => {
    expect(statusWhenAwarded('active')).toBe('active_locked')
    expect(statusWhenAwarded('active_locked')).toBe('active_locked')
    expect(statusWhenSaved('active_locked', false)).toBe('inactive_locked')
    expect(statusWhenSaved('inactive_locked', true)).toBe('active_locked')
  })

  it('stays archived when saved, and comes back as what it was', () => {
    expect(statusWhenSaved('archived', true)).toBe('archived')
    expect(statusWhenBroughtBack(false, true)).toBe('active')
    expect(statusWhenBroughtBack(false, false)).toBe('inactive')
    expect(statusWhenBroughtBack(true, true)).toBe('active_locked')
    expect(statusWhenBroughtBack(true, false)).toBe('inactive_locked')
  })

  it('refuses an award while it is put away', () => {
    expect(() => statusWhenAwarded('archived')).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})
