import type { ApplicationState } from '../../../core/contract/applications'

/** How the state of an application looks beside its word. */
export const toneOf = {
  submitted: 'warning',
  assigned: 'live',
  reviewed: 'live',
  awarded: 'award',
  declined: 'neutral',
  withdrawn: 'neutral',
} as const satisfies Record<ApplicationState, string>
