import { existsSync, readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'

const built = 'out/preload/index.cjs'

describe.skipIf(!existsSync(built))('the built preload (npm test builds it first)', () => {
  const code = existsSync(built) ? readFileSync(built, 'utf8') : ''

  it('is CommonJS: a sandboxed preload cannot be anything else', () => {
    expect(code).not.toMatch(/^\s*(import|export)\b/m)
    expect(() => new Script(code)).not.toThrow()
  })

  it('requires electron and nothing else, and exposes nothing', () => {
    expect(code.match(/require\([^)]*\)/g)).toEqual(['require("electron")'])
    expect(code).not.toMatch(/contextBridge|exposeInMainWorld|process\./)
  })
})
