import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe objects to on a page as it is, a line for each place. `besides` are rules that do not hold there, `only` the ones to go by. */
export async function accessibilityFaults(
  page: Page,
  { besides = [], only }: { besides?: readonly string[]; only?: readonly string[] } = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // React Aria's announcer goes on naming a busy button for some seconds after it has gone: not ours, and not seen.
    .exclude('[data-live-announcer]')
    // What is well is not described, and no second page is opened to sum up frames, of which there are none: a quarter of the time.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
  if (only) axe.withRules([...only])
  else axe.disableRules([...besides])
  const { violations } = await axe.analyze()
  return violations.flatMap((it) =>
    it.nodes.map((node) => `${it.id}: ${node.target.join(' ')}: ${node.failureSummary ?? it.help}`),
  )
}
