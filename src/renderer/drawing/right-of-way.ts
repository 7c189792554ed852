/** What is dragged has the right of way: work that nobody waits for stands still meanwhile. */
let drags = 0
const waiting = new Set<() => void>()

/** Something is being dragged until the function that this answers with is called (any number of times). */
export function takeRightOfWay(): () => void {
  drags++
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    if (--drags > 0) return
    for (const go of waiting) go()
    waiting.clear()
  }
}

/** Gives the page its turn between two pieces of work that nobody waits for; while something is dragged, until it is let go. */
export async function giveWay(): Promise<void> {
  await new Promise<void>((done) => setTimeout(done))
  while (drags > 0) await new Promise<void>((done) => waiting.add(done))
}
