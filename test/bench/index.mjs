/**
 * Benchmarks: `npm run bench -- NAME… [--json]`; every one when none is named.
 *
 * A benchmark is a file `NAME.mjs` beside this one that exports
 * - `run({ json })`: does the work and answers `{ NAME: { figure: number, … } }`; it writes nothing to stdout;
 * - `goals`, if it has any: `{ figure: [comparison, number] }`, printed beside the figures, e.g. `{ ratio: ['>=', 150] }`.
 *
 * Every figure that a goal speaks of is a ratio of things measured in the same run, so that a slow machine changes
 * both. Nothing here fails because of a figure: a timed test is a test of the weather.
 */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
/** Files beside this one that are no benchmarks. */
const notBenches = new Set([
  'index.mjs',
  'award-facts.mjs',
  'big-library.mjs',
  'bundle.mjs',
  'catalog-import.mjs',
  'measure.mjs',
  'open-app.mjs',
])
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs') && !notBenches.has(file))
  .map((file) => file.slice(0, -'.mjs'.length))
  .sort()

const words = process.argv.slice(2)
const json = words.includes('--json')
const wanted = words.filter((word) => !word.startsWith('-'))
const unknownOption = words.find((word) => word.startsWith('-') && word !== '--json' && word !== '--help')
const unknownName = wanted.find((name) => !names.includes(name))

const usage = `npm run bench -- NAME… [--json]\nBenchmarks: ${names.join(', ')}`
if (words.includes('--help')) {
  console.log(usage)
} else if (unknownOption || unknownName) {
  console.error(unknownOption ? `No option is called ${unknownOption}.` : `No benchmark is called ${unknownName}.`)
  console.error(usage)
  process.exitCode = 2
} else {
  let all = {}
  for (const name of wanted.length > 0 ? wanted : names) {
    const bench = await import(new URL(`./${name}.mjs`, import.meta.url).href)
    if (!json) console.error(`${name} …`)
    const figures = await bench.run({ json })
    all = { ...all, ...figures }
    if (!json)
      for (const [title, values] of Object.entries(figures)) console.log(table(title, values, bench.goals ?? {}))
  }
  if (json) console.log(JSON.stringify(all))
}

/** Figures in a table, each beside its goal. */
function table(title, values, goals) {
  const rows = Object.entries(values).map(([figure, value]) => {
    const goal = goals[figure]
    const met = goal && typeof value === 'number' && (goal[0] === '>=' ? value >= goal[1] : value <= goal[1])
    return [figure, shown(value), goal ? `goal ${goal[0]} ${goal[1]}, ${met ? 'met' : 'not met'}` : '']
  })
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map(([figure, value, goal]) =>
    `  ${figure.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${goal}`.trimEnd(),
  )
  return [title, ...lines].join('\n')
}

function shown(value) {
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  return value.toLocaleString('en', {
    maximumFractionDigits: Math.abs(value) < 10 ? 3 : Math.abs(value) < 1000 ? 1 : 0,
  })
}
