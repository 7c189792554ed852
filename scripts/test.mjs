/**
 * `npm test`: sets up what is missing, then checks everything and goes on after a failure. Ends with the line
 * `N passed, N failed`. `--only=unit,flows` runs a part: types, lint, format, layers, dead, unit, flows.
 */
import fs from 'node:fs'
import path from 'node:path'
import { browserForTests, script, setUp } from './setup.mjs'
import { inRoot, projectNode, stamps, toolScript } from './steps/places.mjs'
import { run, say, tail } from './steps/run.mjs'
import { add, emptyTally, lastLine, tallyPlaywright, tallyVitest } from './steps/test-reports.mjs'

/** The checks that look at the sources only: each passes or fails as a whole. */
const checks = {
  types: ['typescript', ['-p', '.', '--noEmit'], 'tsc'],
  lint: ['eslint', ['src', 'test', 'scripts', '--max-warnings', '0']],
  format: [
    'prettier',
    [
      '--check',
      '--log-level',
      'warn',
      '--no-error-on-unmatched-pattern',
      'src',
      'test',
      'scripts',
      'docs',
      'README.md',
    ],
  ],
  layers: ['dependency-cruiser', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'], 'depcruise'],
  dead: ['knip', ['--no-progress']],
}
const parts = [...Object.keys(checks), 'unit', 'flows']

function partsWanted() {
  const only = process.argv.slice(2).find((word) => word.startsWith('--only='))
  if (!only) return parts
  const wanted = only.slice('--only='.length).split(',')
  const unknown = wanted.filter((part) => !parts.includes(part))
  if (unknown.length === 0) return wanted
  process.stderr.write(`There is no part "${unknown[0]}"; the parts are ${parts.join(', ')}.\n`)
  return null
}

async function check(name) {
  const [packageName, parameters, command] = checks[name]
  const { code, output, seconds } = await run(projectNode(), [toolScript(packageName, command), ...parameters], {
    label: name,
  })
  const tally = emptyTally()
  tally[code === 0 ? 'passed' : 'failed'] += 1
  say(`${name.padEnd(7)} ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  if (code !== 0) say(tail(output))
  return tally
}

/** Two at a time: each of them uses one core. */
async function checkAll(names, total) {
  const waiting = [...names]
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) add(total, await check(name))
  }
  await Promise.all([lane(), lane()])
}

const unit = (browser) => {
  const report = path.join(stamps, 'unit.json')
  // The page that was just built for everybody: it is not built again for the tests that open it.
  const pageBuilt = { BLAZON_TEST_PAGE: inRoot('out', 'renderer') }
  const parameters = [toolScript('vitest'), 'run', '--reporter=json', `--outputFile=${report}`]
  return testRun('unit', parameters, report, tallyVitest, { ...pageBuilt, ...(browser && { CHROMIUM: browser }) })
}

const flows = (browser) => {
  const report = path.join(stamps, 'flows.json')
  if (!browser) {
    say('flows   skipped: no browser')
    return { ...emptyTally(), skipped: 1, skippedTests: ['flows: no Chromium, Chrome or Edge on this computer'] }
  }
  const env = { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  return testRun(
    'flows',
    [toolScript('@playwright/test', 'playwright'), 'test', '--reporter=json'],
    report,
    tallyPlaywright,
    env,
  )
}

async function testRun(name, parameters, report, tallyOf, env) {
  fs.mkdirSync(stamps, { recursive: true })
  fs.rmSync(report, { force: true })
  const { code, output, seconds } = await run(projectNode(), parameters, { label: name, env })
  const tally = fs.existsSync(report) ? tallyOf(JSON.parse(fs.readFileSync(report, 'utf8'))) : emptyTally()
  if (code !== 0 && tally.failed === 0) {
    tally.failed += 1
    tally.failedTests.push(`${name} ended with ${code}\n${tail(output)}`)
  }
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  say(`${name.padEnd(7)} ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds} s)`)
  for (const line of tally.failedTests) say(`  FAILED ${line}`)
  return tally
}

await script(async () => {
  const wanted = partsWanted()
  if (!wanted) return 64
  const total = emptyTally()
  try {
    const runsCode = wanted.includes('unit') || wanted.includes('flows')
    await setUp({ build: runsCode || !fs.existsSync(inRoot('out')) })
  } catch (error) {
    say(error.message)
    total.failed += 1
    say(lastLine(total))
    return 1
  }
  const browser = wanted.includes('unit') || wanted.includes('flows') ? await browserForTests() : null

  await checkAll(
    Object.keys(checks).filter((name) => wanted.includes(name)),
    total,
  )
  if (wanted.includes('unit')) add(total, await unit(browser))
  if (wanted.includes('flows')) add(total, await flows(browser))

  if (total.skippedTests.length > 0) say('\nSkipped:')
  for (const line of total.skippedTests) say(`  ${line}`)
  say('')
  say(lastLine(total))
  return total.failed > 0 ? 1 : 0
})
