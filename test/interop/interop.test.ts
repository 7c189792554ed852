import { describe, it } from 'vitest'
import { checks } from './checks'

/** `npm run interop` prints the same checks as a table, with the versions of the packages that made them. */
describe('other people’s code and ours', () => {
  it.each(checks)('$what', async ({ run }) => run())
})
