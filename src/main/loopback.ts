import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { assertNode } from './platform/assert-node'
import { runLoopback } from './shells/loopback/run'

assertNode()
const { createApp } = await import('./app')

process.exitCode = await runLoopback({
  words: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  version,
  pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  say: (line) => process.stdout.write(`${line}\n`),
  createApp,
  asked: new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  }),
})
