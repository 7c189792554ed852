import react from '@vitejs/plugin-react'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { SlowFirst } from './test/support/slow-first.ts'

const designer = 'test/renderer/designs'
const drawing = ['test/renderer/drawing/**/*.test.ts', `${designer}/take-picture.test.ts`]
const pages = `test/renderer/{app,badges,designs,settings}/**/*.test.{ts,tsx}`

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
      // Pure functions that nothing is replaced in: one file cannot be in the way of another, and what they import is read once.
      project('core', ['test/core/**/*.test.ts'], { isolate: false }),
      project('drawing', drawing, { globalSetup: 'test/support/share-harness.ts' }),
      project('pages', [pages], { exclude: drawing, globalSetup: 'test/support/share-page.ts' }),
      project(
        'the rest',
        ['test/{main,renderer,faults,electron,interop}/**/*.test.{ts,tsx}', 'test/scripts/**/*.test.mjs'],
        {
          exclude: [...drawing, pages],
        },
      ),
    ],
  },
})
