import type { TestProject } from 'vitest/node'
import { findBrowser } from './browser'
import { share } from './built'

/** Not while watching: the next round is about what was changed meanwhile. */
export default async function shareHarness({ config }: TestProject): Promise<(() => void) | undefined> {
  return findBrowser() === null || config.watch ? undefined : share('harness')
}
