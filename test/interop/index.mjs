/**
 * Interoperability: `npm run interop`. Runs every check of `checks.ts` (our output read by code that is not ours, theirs read
 * by us, published vectors), and prints what was checked, with which package at which version, and the result.
 * Ends with 1 where a check fails. Nothing is fetched.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const versionOf = (name) => {
  try {
    const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
    return `${name}@${JSON.parse(readFileSync(path, 'utf8')).version}`
  } catch {
    return name
  }
}

// Reads TypeScript where it stands; serves nobody.
const vite = await createServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
})
const { checks, unchecked } = await vite.ssrLoadModule('/test/interop/checks.ts')
const lines = []
let failed = 0
for (const { what, by, run } of checks) {
  let result = 'passed'
  try {
    await run()
  } catch (error) {
    failed++
    result = 'FAILED'
    console.error(`${what}\n  ${error instanceof Error ? error.stack : String(error)}\n`)
  }
  lines.push(`| ${what} | ${by.map(versionOf).join(', ')} | ${result} |`)
}

console.log(`| what | with | result |\n| --- | --- | --- |\n${lines.join('\n')}\n`)
console.log(`| not checked here | why |\n| --- | --- |`)
for (const { what, why } of unchecked) console.log(`| ${what} | ${why} |`)
console.log(`\n${checks.length - failed} passed, ${failed} failed, Node ${process.version}`)
process.exitCode = failed > 0 ? 1 : 0
await vite.close()
