import { describe, expect, it } from 'vitest'
import {
  statusWhenActivated,
  statusWhenAwarded,
  statusWhenBroughtBack,
  statusWhenDeactivated,
  statusWhenSaved,
} from '../../../src/core/badges/status'

const ready = { complete: true, paused: false }
const lacking = { complete: false, paused: false }
const paused = { complete: true, paused: true }

describe('the states of a badge', () => {
  it('becomes active when nothing is missing, and a draft again when something is', () => {
    expect(statusWhenSaved('inactive', ready)).toBe('active')
    expect(statusWhenSaved('active', lacking)).toBe('inactive')
    expect(statusWhenSaved('inactive', lacking)).toBe('inactive')
  })

  it('does not become active by itself while it is paused', () => {
    expect(statusWhenSaved('inactive', paused)).toBe('inactive')
    expect(statusWhenSaved('inactive_locked', paused)).toBe('inactive_locked')
    expect(statusWhenBroughtBack(false, paused)).toBe('inactive')
    expect(statusWhenBroughtBack(true, paused)).toBe('inactive_locked')
  })

  it('is paused and let go again in either state, locked or not', () => {
    expect(statusWhenDeactivated('active')).toBe('inactive')
    expect(statusWhenDeactivated('active_locked')).toBe('inactive_locked')
    expect(statusWhenActivated('inactive', [])).toBe('active')
    expect(statusWhenActivated('inactive_locked', [])).toBe('active_locked')
  })

  it('is locked by its first award and stays locked', () => {
    expect(statusWhenAwarded('active', false)).toBe('active_locked')
    expect(statusWhenAwarded('active_locked', false)).toBe('active_locked')
    expect(statusWhenSaved('active_locked', lacking)).toBe('inactive_locked')
    expect(statusWhenSaved('inactive_locked', ready)).toBe('active_locked')
  })

  it('stays archived when saved, and comes back as what it was', () => {
    expect(statusWhenSaved('archived', ready)).toBe('archived')
    expect(statusWhenBroughtBack(false, ready)).toBe('active')
    expect(statusWhenBroughtBack(false, lacking)).toBe('inactive')
    expect(statusWhenBroughtBack(true, ready)).toBe('active_locked')
    expect(statusWhenBroughtBack(true, lacking)).toBe('inactive_locked')
  })

  it('refuses an award while it is put away or paused, and to be paused or activated while it is put away', () => {
    const refused = (reason: string): unknown =>
      expect.objectContaining({ code: 'conflict', details: expect.objectContaining({ reason }) as unknown })
    expect(() => statusWhenAwarded('archived', true)).toThrow(refused('archived'))
    expect(() => statusWhenAwarded('inactive', true)).toThrow(refused('inactive'))
    expect(() => statusWhenActivated('archived', [])).toThrow(refused('archived'))
    expect(() => statusWhenDeactivated('archived')).toThrow(refused('archived'))
  })

  it('row 45: is not activated while something is missing, and says what', () => {
    expect(() => statusWhenActivated('inactive', ['description_missing'])).toThrow(
      expect.objectContaining({ details: { reason: 'incomplete', missing: ['description_missing'] } }),
    )
  })
})
