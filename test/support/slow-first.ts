import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, so that at the end of a run no core waits for the other; a run in CI knows nothing of the one before. */
const slow = [
  'app/development',
  'faults/kill',
  'faults/design-kill',
  'designs/memory',
  'drawing/fidelity',
  'designs/panels',
  'drawing/mends',
  'drawing/templates',
  'drawing/drawing',
  'designs/pictures-and-seeing',
].map((name) => `/${name}.test.ts`)

/** Slow files first, the quick ones of the core last: they fill what is left. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}

function place({ moduleId, project }: TestSpecification): number {
  if (project.name === 'core') return slow.length + 1
  const at = slow.findIndex((name) => moduleId.endsWith(name))
  return at === -1 ? slow.length : at
}
