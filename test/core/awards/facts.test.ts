import { describe, expect, it } from 'vitest'
import {
  awardStateOf,
  isReinstatable,
  isRevocable,
  isSuspendable,
  isWithdrawable,
  type AwardFacts,
} from '../../../src/core/awards/facts'

const now = '2026-06-20T12:00:00Z'
const none: AwardFacts = {
  expiresAt: null,
  handedOutAt: null,
  publishedAt: null,
  revokedAt: null,
  suspendedAt: null,
  withdrawnAt: null,
  supersededAt: null,
}

describe('the state of an award', () => {
  it('is derived from independent facts, validity before travel', () => {
    expect(awardStateOf(none, now)).toBe('awarded')
    expect(awardStateOf({ ...none, handedOutAt: now }, now)).toBe('handed_out')
    expect(awardStateOf({ ...none, handedOutAt: now, publishedAt: now }, now)).toBe('published')
    expect(awardStateOf({ ...none, publishedAt: now, expiresAt: '2026-06-20T11:59:59Z' }, now)).toBe('expired')
    expect(awardStateOf({ ...none, publishedAt: now, expiresAt: '2026-06-20T12:00:01Z' }, now)).toBe('published')
    expect(awardStateOf({ ...none, expiresAt: '2020-01-01T00:00:00Z', revokedAt: now }, now)).toBe('revoked')
    expect(awardStateOf({ ...none, withdrawnAt: now }, now)).toBe('withdrawn')
    expect(awardStateOf({ ...none, publishedAt: now, expiresAt: now, suspendedAt: now }, now)).toBe('suspended')
    expect(awardStateOf({ ...none, suspendedAt: now, revokedAt: now }, now)).toBe('revoked')
    expect(awardStateOf({ ...none, supersededAt: now, revokedAt: now }, now)).toBe('superseded')
    expect(awardStateOf({ ...none, supersededAt: now, withdrawnAt: now }, now)).toBe('withdrawn')
  })

  it('can be withdrawn until the file leaves or it is published, and only then revoked', () => {
    expect(isWithdrawable(none)).toBe(true)
    expect(isRevocable(none)).toBe(false)
    for (const left of [{ handedOutAt: now }, { publishedAt: now }]) {
      expect(isWithdrawable({ ...none, ...left })).toBe(false)
      expect(isRevocable({ ...none, ...left })).toBe(true)
    }
    expect(isRevocable({ ...none, publishedAt: now, revokedAt: now })).toBe(false)
    expect(isRevocable({ ...none, withdrawnAt: now })).toBe(false)
  })

  it('can be put on hold once at a time, released again, and revoked meanwhile; gone for good is neither', () => {
    const suspended = { ...none, publishedAt: now, suspendedAt: now }
    expect(isSuspendable({ ...none, publishedAt: now })).toBe(true)
    expect(isSuspendable(suspended)).toBe(false)
    expect(isReinstatable(suspended)).toBe(true)
    expect(isReinstatable(none)).toBe(false)
    expect(isRevocable(suspended)).toBe(true)
    for (const gone of [{ revokedAt: now }, { withdrawnAt: now }]) {
      expect(isSuspendable({ ...none, ...gone })).toBe(false)
      expect(isReinstatable({ ...suspended, ...gone })).toBe(false)
    }
  })
})
