/** Runs a long call to its end: each event goes to `onEvent`, the result comes back. */
export async function runToEnd<Event, Result>(
  started: Promise<{ next: () => Promise<IteratorResult<Event, Result>> }>,
  onEvent: (event: Event) => void = () => {},
): Promise<Result> {
  const stream = await started
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
    onEvent(step.value)
  }
}
