import type { AwardPeople } from '../catalog/award-people'
import { createAwards, type CreateDeps } from '../handlers/awards/create'

/** `awards.create` for the rest of main: the same act, awaited instead of streamed. */
export const awardPeople =
  (deps: CreateDeps): AwardPeople =>
  async (request, extra, signal) => {
    const steps = createAwards(deps, request, signal, extra)
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
    }
  }
