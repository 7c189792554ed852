import { defineConfig } from '@playwright/test'
import { findBrowser, launchOptions } from './test/support/browser'

const browser = findBrowser()

/** User stories in a real browser over the loopback shell; each test starts a Blazon of its own (test/support). */
export default defineConfig({
  testDir: 'test/flows',
  outputDir: 'test-results',
  fullyParallel: true,
  // The usual machine of a volunteer, and of CI, has two cores.
  workers: 2,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    ...(browser && { launchOptions: launchOptions(browser) }),
  },
})
