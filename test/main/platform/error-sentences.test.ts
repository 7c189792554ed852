import { expect, it } from 'vitest'
import { errorSentence } from '../../../src/main/platform/error-sentences'

it('a conflict is told with all that is known of it: what is missing, how many of what, the way round a circle', () => {
  const told = (details: Parameters<typeof errorSentence>[1]) => errorSentence('conflict', details)
  expect(told({})).toContain('(it is in use)')
  expect(told({ reason: 'incomplete', missing: ['picture_missing', 'issuer_missing'] })).toContain(
    '(incomplete; missing: picture_missing, issuer_missing)',
  )
  expect(told({ reason: 'in_use', codes: 3, series: 1 })).toContain('(in_use; codes: 3; series: 1)')
  expect(told({ reason: 'cycle', field: 'prerequisiteIds', path: ['A', 'B', 'A'] })).toContain('(cycle; A → B → A)')
})
