import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot, toolScript } from '../../scripts/steps/places.mjs'

/** A house with one forbidden import in each file, and the rule that must catch it. */
const planted = {
  'src/core/with-node.ts': ["import 'node:fs'", 'core-is-pure'],
  'src/core/with-package.ts': ["import 'hono'", 'core-is-pure'],
  'src/core/with-types-of-main.ts': [
    "import type { b } from '../main/baking/b'\nexport type c = typeof b",
    'core-is-pure',
  ],
  'src/core/one.ts': ["import './two'\nexport {}", 'no-cycles'],
  'src/core/two.ts': ["import './one'\nexport {}", null],
  'src/main/baking/b.ts': ["import '../catalog/c'\nexport const b = 1", 'main-folders-stand-alone'],
  'src/main/catalog/c.ts': ["import '../handlers/h'\nexport {}", 'main-folders-stand-alone'],
  'src/main/handlers/h.ts': ["import './other'\nexport {}", 'handlers-not-each-other'],
  'src/main/handlers/other.ts': ["import '../shells/cli/s'\nexport {}", 'handlers-are-thin'],
  'src/main/platform/p.ts': ["import '../baking/d'\nexport {}", 'platform-is-below'],
  'src/main/baking/d.ts': ["import 'electron'\nexport {}", 'electron-in-its-shell-only'],
  'src/main/shells/cli/s.ts': ["import '../loopback/l'\nexport {}", 'shells-are-thin'],
  'src/main/shells/loopback/l.ts': ["import '../../catalog/e'\nexport {}", 'shells-are-thin'],
  'src/main/catalog/e.ts': ["import './gone'\nexport {}", 'no-missing-files'],
  'src/preload/index.ts': ["import '../core/leaf'", 'preload-knows-electron-only'],
  'src/core/leaf.ts': ['export {}', null],
  'src/renderer/badges/x.ts': ["import '../people/y'\nexport {}", 'renderer-pages'],
  'src/renderer/people/y.ts': ["import 'fabric'\nexport {}", 'fabric-in-drawing-only'],
  'src/renderer/people/z.ts': ["import 'node:path'\nexport {}", 'no-node-in-pages'],
  'src/renderer/drawing/d.ts': ["import '../ui/u'\nexport {}", 'drawing-stands-alone'],
  'src/renderer/ui/u.ts': ["import '../../core/leaf'\nexport {}", 'ui-knows-no-feature'],
  'src/renderer/api/a.ts': ["import '../../main/baking/f'\nexport {}", 'api-stands-alone'],
  'src/main/baking/f.ts': ["import '../../core/leaf'\nexport {}", null],
  'src/verify-page/v.ts': ["import '../renderer/ui/w'\nexport {}", 'verify-page-stands-alone'],
  'src/renderer/ui/w.ts': ['export {}', null],
}

let folder
let caught
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'blazon-layers-'))
  for (const [file, [text]] of Object.entries(planted)) {
    fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), `${text}\n`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    fs.copyFileSync(inRoot(file), path.join(folder, file))
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  fs.symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'junction')
  const cruise = [toolScript('dependency-cruiser', 'depcruise'), 'src', '--config', '.dependency-cruiser.cjs']
  const { stdout, stderr } = spawnSync(process.execPath, [...cruise, '--output-type', 'json', '--no-cache'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(stderr)
  caught = JSON.parse(stdout).summary.violations.map(({ from, rule }) => `${from} ${rule.name}`)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('the layer rules', () => {
  const cases = Object.entries(planted)
  it.each(cases.filter(([, [, rule]]) => rule).map(([file, [, rule]]) => [rule, file]))(
    '%s: catches %s',
    (rule, file) => {
      expect(caught).toContain(`${file} ${rule}`)
    },
  )

  it.each(cases.filter(([, [, rule]]) => !rule).map(([file]) => [file]))('let %s be', (file) => {
    expect(caught.filter((line) => line.startsWith(`${file} `))).toEqual([])
  })
})
