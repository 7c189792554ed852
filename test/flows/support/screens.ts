import { expect, type Page, test } from '@playwright/test'
import { accessibilityFaults } from '../../support/accessibility'

/** Takes a picture of the screen for a person to look at (`test-results/screens`), and has axe look at it too, save where `axe` is false; `besides` are rules that do not hold there. */
export async function look(
  page: Page,
  name: string,
  { besides = [], axe = true }: { besides?: string[]; axe?: boolean } = {},
): Promise<void> {
  await settled(page)
  await atRest(page)
  const scheme =
    test.info().project.use.colorScheme ??
    (await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')))
  const { width = 0 } = page.viewportSize() ?? {}
  await page.screenshot({
    path: `${process.env['BLAZON_SCREENS'] ?? 'test-results/screens'}/${name}.${scheme}.${String(width)}.png`,
    animations: 'disabled',
  })
  if (axe) expect.soft(await foundByAxe(page, besides), `${name}, ${scheme}`).toEqual([])
  expect.soft(await rawKeys(page), `${name}: words that are missing`).toEqual([])
  expect.soft(await overflowing(page), `${name}: things that stick out`).toEqual([])
  await inMotion(page)
}

/** What axe finds wrong. In the dark it goes by colours only: all else is the same there, and was looked at in the light. */
export async function foundByAxe(page: Page, besides: readonly string[] = []): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const byColor = isDark && !besides.includes('color-contrast')
  return accessibilityFaults(page, byColor ? { only: ['color-contrast'] } : { besides })
}

/** Ends every transition at once: halfway a colour is between two, and axe takes it for the colour that is seen. */
export const atRest = (page: Page): Promise<void> => page.emulateMedia({ reducedMotion: 'reduce' })
/** Lets things move again, as most people have it. */
export const inMotion = (page: Page): Promise<void> => page.emulateMedia({ reducedMotion: 'no-preference' })

/** Waits until fonts and pictures are there and nothing says that it is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      [...document.images].every((it) => it.complete) &&
      document.querySelector('[role="status"] .lucide-loader-circle, [aria-busy="true"]') === null,
  )
}

/** Text that looks like the key of a sentence (`import.title`) instead of the sentence. */
const rawKeys = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      if (
        /^[a-z][A-Za-z]+(\.[a-z][A-Za-z_]+)+$/.test(text) &&
        !node.parentElement?.closest('pre, code, input, td, [role="gridcell"], a, article, li')
      )
        found.push(text)
    }
    return found
  })

/** The window itself never scrolls, and nothing is wider than its page. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement
    const found: string[] = []
    if (root.scrollWidth > root.clientWidth) found.push(`window: ${String(root.scrollWidth)} px`)
    for (const it of document.querySelectorAll('main *'))
      if (
        it instanceof HTMLElement &&
        it.scrollWidth > it.clientWidth + 1 &&
        getComputedStyle(it).overflowX === 'visible' &&
        it.getBoundingClientRect().right > root.clientWidth + 1
      )
        found.push(`${it.tagName} ${it.className}`)
    return found.slice(0, 5)
  })
