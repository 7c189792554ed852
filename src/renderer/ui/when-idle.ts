/** Resolves once the page has nothing else to do, after two seconds in any case: for work that nobody waits for yet. */
export const whenIdle = (): Promise<void> =>
  new Promise((done) => void requestIdleCallback(() => done(), { timeout: 2_000 }))
