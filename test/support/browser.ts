import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from 'playwright'

/** Where a Chromium-family browser usually stands, by system. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser that tests drive: CHROMIUM from the environment, else one of the usual places, else Playwright's own; null if none. */
export function findBrowser(): string | null {
  const wished = process.env['CHROMIUM']
  if (wished) return existsSync(wished) ? wished : null
  return [...usualPlaces, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
}

/** Said by suites that are skipped because no browser was found. */
export const noBrowser = 'skipped: no Chromium, Chrome or Edge was found (set CHROMIUM to its path)'

/** What the browser does without. Playwright's own list gives way to this one, so what it holds stands here too. */
const withoutFeatures = [
  // Two pages of the browser's own for every window that is opened, which take a second of a processor.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  // Playwright's.
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding', 'LensOverlay'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning', 'MediaRouter'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'msForceBrowserSignIn'],
]

/** What to launch the found browser with: no GPU (the slow case is the one to test), no call to the network of its own. */
export const launchOptions = (executablePath: string): LaunchOptions => ({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${withoutFeatures.join(',')}`,
  ],
})
