/** What a call throws, for tests that look at an error's code and details; fails where nothing is thrown. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}
