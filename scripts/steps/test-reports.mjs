/** What a run of tests came to. `skippedTests` and `failedTests` are lines to print. */
export const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0, failedTests: [], skippedTests: [] })

/** Reads vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function tallyVitest(report) {
  const tally = emptyTally()
  for (const file of report.testResults ?? []) {
    const tests = file.assertionResults ?? []
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed'))
      failure(tally, shortName(file.name), file.message)
    for (const test of tests) {
      const title = `${shortName(file.name)}: ${test.fullName}`
      if (test.status === 'passed') tally.passed += 1
      else if (test.status === 'failed') failure(tally, title, (test.failureMessages ?? []).join('\n'))
      else skip(tally, title, '')
    }
  }
  return tally
}

/** Reads Playwright's JSON report. A flaky test passed in the end and counts as passed. */
export function tallyPlaywright(report) {
  const tally = emptyTally()
  for (const error of report.errors ?? []) failure(tally, 'flows', error.message ?? '')
  for (const suite of report.suites ?? []) walk(suite, tally)
  return tally
}

function walk(suite, tally) {
  for (const inner of suite.suites ?? []) walk(inner, tally)
  for (const spec of suite.specs ?? [])
    for (const test of spec.tests ?? []) {
      const title = `${spec.file}: ${spec.title}`
      if (test.status === 'skipped') {
        skip(tally, title, (test.annotations ?? []).find(({ type }) => type === 'skip')?.description ?? '')
      } else if (test.status === 'expected' || test.status === 'flaky') tally.passed += 1
      else failure(tally, title, (test.results ?? []).map(({ error }) => error?.message ?? '').join('\n'))
    }
}

function failure(tally, title, message) {
  tally.failed += 1
  tally.failedTests.push(`${title}\n${indent(plain(message ?? ''))}`.trimEnd())
}

function skip(tally, title, reason) {
  tally.skipped += 1
  tally.skippedTests.push(reason ? `${title} (${reason})` : title)
}

/** Adds what `more` counted to `total`. */
export function add(total, more) {
  for (const count of ['passed', 'failed', 'skipped']) total[count] += more[count]
  total.skippedTests.push(...more.skippedTests)
}

/** The line that everything ends with. */
export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const shortName = (file) =>
  String(file)
    .replaceAll('\\', '/')
    .replace(/^.*\/test\//, 'test/')

const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '')
const indent = (text) =>
  text
    .split('\n')
    .slice(0, 25)
    .map((line) => `    ${line}`)
    .join('\n')
