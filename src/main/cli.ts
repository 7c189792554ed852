import { version } from '../../package.json'
import { assertNode } from './platform/assert-node'
import { consoleOver } from './shells/cli/console'
import { runCommandLine } from './shells/cli/run'

assertNode()

// The first Ctrl+C ends the work in good order, the second one ends the program.
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  console: consoleOver(process.stdout, process.stderr),
  signal: stop.signal,
  version,
  loadApp: () => import('./app'),
})
