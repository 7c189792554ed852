import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** By how many bytes the buffers of this process grow while `act` runs. What was there before is let go of first: else it would be taken off. */
export function buffersGrown(act: () => void): number {
  // The first collection frees buffers in the background; the second waits for it.
  collect()
  collect()
  const before = process.memoryUsage().arrayBuffers
  act()
  return process.memoryUsage().arrayBuffers - before
}
