import react from '@vitejs/plugin-react'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { SlowFirst } from './test/support/slow-first.ts'

const drawing = ['test/renderer/drawing/**/*.test.ts', 'test/renderer/designs/take-picture.test.ts']
/** They replace modules for themselves: one that another file had read before would stay as it was. */
const alone = [
  'test/renderer/designs/{open-designers,to-badge,designer-store}.test.ts',
  'test/main/handlers/transfer/whole-library.test.ts',
]
const pages =
  'test/renderer/{app,awards,badges,designs,earning,people,programs,settings,verification}/**/*.test.{ts,tsx}'
const handlers = 'test/main/handlers/**/*.test.ts'

const project = (name: string, include: string[], options: TestProjectInlineConfiguration['test'] = {}) => ({
  extends: true as const,
  test: { name, include, ...options },
})

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'node',
    // The usual machine of a volunteer, and of CI, has two cores, and both are busy.
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The page stores 700 ms after the last edit.
    expect: { poll: { timeout: 60_000 } },
    // A failure names what a page complained of, instead of how many things.
    chaiConfig: { truncateThreshold: 0 },
    sequence: { sequencer: SlowFirst },
    projects: [
      // Nothing is replaced in these: one file cannot be in the way of another, and what they import is read once.
      project('core', ['test/core/**/*.test.ts'], { isolate: false }),
      project('drawing', drawing, { globalSetup: 'test/support/share-harness.ts' }),
      project('pages', [pages], {
        isolate: false,
        exclude: [...drawing, ...alone],
        globalSetup: 'test/support/share-page.ts',
      }),
      project('handlers', [handlers], { isolate: false, exclude: alone }),
      project(
        'the rest',
        ['test/{main,renderer,faults,electron,interop}/**/*.test.{ts,tsx}', 'test/scripts/**/*.test.mjs'],
        { exclude: [...drawing, pages, handlers] },
      ),
      project('alone', alone),
    ],
  },
})
