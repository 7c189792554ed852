import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RPCLink } from '@orpc/client/message-port'
import { contract } from '../../../src/core/contract'
import { portKind } from '../../../src/core/contract/wire'
import { BlazonError } from '../../../src/core/errors'
import { toProblem } from '../../../src/core/problem'
import { translateErrors } from '../../../src/main/handlers/translate-errors'
import { client, loseLink, setLink } from '../../../src/renderer/api/client'
import { isPortMessage } from '../../../src/renderer/api/port'
import { runStream } from '../../../src/renderer/api/run-stream'
import { retryDelayMs } from '../../../src/renderer/api/socket'

const checks = implement(contract.library)
let ports: MessagePort[] = []
let stopped = false
/** A main of two calls behind a real MessagePort. */
const connect = () => {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const router = implement(contract)
    .use(translateErrors)
    .router({
      library: {
        check: checks.check.handler(async function* ({ signal }) {
          try {
            for (let done = 0; done < 1000 && !signal?.aborted; done++) {
              yield { done, total: 1000 }
              await new Promise(setImmediate)
            }
            return { awards: 3, pictures: 1, damaged: [] }
          } finally {
            stopped = true
          }
        }),
        backUp: checks.backUp.handler(() => {
          throw new BlazonError('disk_full', 'no room', { folder: 'Badges' })
        }),
      },
    } as never)
  void new RPCHandler(router).upgrade(port2)
  port1.start()
  port2.start()
  setLink(new RPCLink({ port: port1 }))
  return { port1, port2 }
}
beforeEach(() => {
  stopped = false
})
afterEach(() => {
  for (const port of ports) port.close()
  ports = []
  loseLink()
})

describe('the client', () => {
  it('lets a call wait for the connection', async () => {
    const answer = client.library.backUp().catch(toProblem)
    connect()
    expect(await answer).toMatchObject({ code: 'disk_full' })
  })
  it('brings the code and the details of a failure', async () => {
    connect()
    expect(await client.library.backUp().catch(toProblem)).toEqual({
      code: 'disk_full',
      details: { folder: 'Badges' },
    })
  })
  it('follows a long job to its result', async () => {
    connect()
    const seen: number[] = []
    const result: unknown = await runStream(
      (signal) => client.library.check(undefined, { signal }),
      (step) => seen.push(step.done),
      new AbortController().signal,
    )
    expect(result).toEqual({ awards: 3, pictures: 1, damaged: [] })
    expect(seen).toHaveLength(1000)
  })
  it('stops the job in main when it is cancelled, and says nothing of it', async () => {
    connect()
    const abort = new AbortController()
    const run = runStream(
      (signal) => client.library.check(undefined, { signal }),
      () => abort.abort(),
      abort.signal,
    )
    expect(await run.then(() => 'done', toProblem)).toBeNull()
    await expect.poll(() => stopped).toBe(true)
  })
  it('takes a connection that breaks in the middle of a job for no cancel', async () => {
    const { port1 } = connect()
    const run = runStream(
      (signal) => client.library.check(undefined, { signal }),
      ({ done }) => {
        if (done === 5) port1.dispatchEvent(new Event('close'))
      },
      new AbortController().signal,
    )
    expect((await run.then(() => null, toProblem))?.code).toBe('connection_lost')
  })
})

describe('the hand-over of the port', () => {
  const window = { origin: 'app://bundle' }
  const port = new MessageChannel().port1
  const good = { source: window as never, origin: 'app://bundle', data: { kind: portKind }, ports: [port] }
  it('is taken from this very window and its own origin only', () => {
    expect(isPortMessage(good, window)).toBe(true)
    expect(isPortMessage({ ...good, source: null }, window)).toBe(false)
    expect(isPortMessage({ ...good, source: { origin: 'app://bundle' } as never }, window)).toBe(false)
    expect(isPortMessage({ ...good, origin: 'https://evil.example' }, window)).toBe(false)
  })
  it('is taken only with the agreed word and one port', () => {
    for (const data of [null, 'blazon-port', {}, { kind: 'other' }])
      expect(isPortMessage({ ...good, data }, window)).toBe(false)
    expect(isPortMessage({ ...good, ports: [] }, window)).toBe(false)
    expect(isPortMessage({ ...good, ports: [port, port] }, window)).toBe(false)
  })
})

describe('connecting again', () => {
  it('waits longer each time, and never more than five seconds', () => {
    const delays = Array.from({ length: 12 }, (_, failures) => retryDelayMs(failures))
    expect(delays[0]).toBe(250)
    expect(delays).toEqual(delays.toSorted((a, b) => a - b))
    expect(Math.max(...delays, retryDelayMs(10_000))).toBe(5000)
  })
})
