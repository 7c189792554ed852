import { describe, expect, it } from 'vitest'
import { BlazonError, errorCodes } from '../../src/core/errors'
import { ConnectionLost, toProblem } from '../../src/core/problem'

describe('reading a failure', () => {
  it('knows every code of the closed list as it comes over the wire, with its details', () => {
    for (const code of errorCodes.filter((it) => it !== 'cancelled_by_user'))
      expect(toProblem({ code, defined: true, data: { field: 'name' } })).toEqual({ code, details: { field: 'name' } })
  })
  it('reads an error thrown in process as well', () => {
    expect(toProblem(new BlazonError('disk_full', 'full', { folder: 'out' }))).toEqual({
      code: 'disk_full',
      details: { folder: 'out' },
    })
  })
  it('is silent where the person cancelled it', () => {
    expect(toProblem(new BlazonError('cancelled_by_user', 'closed'))).toBeNull()
    expect(toProblem(new DOMException('aborted', 'AbortError'))).toBeNull()
  })
  it('tells a broken connection apart', () => {
    expect(toProblem(new ConnectionLost())?.code).toBe('connection_lost')
  })
  it.each([new TypeError('x'), 'words', null, undefined, { code: 'INTERNAL_SERVER_ERROR' }, { code: 7 }])(
    'takes anything else for unexpected: %s',
    (error) => {
      expect(toProblem(error)).toEqual({ code: 'unexpected', details: {} })
    },
  )
})
