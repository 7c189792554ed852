import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp, type App, type AppOptions } from '../../src/main/app'
import { ownerOnlyFileSecrets } from '../../src/main/platform/secrets'
import type { Platform } from '../../src/main/platform/platform'
import { smallPng } from './badges'

/** A platform that writes below one folder and opens nothing. */
export const testPlatform = (folder: string): Platform => ({
  shell: 'cli',
  version: '0.0.0',
  secrets: ownerOnlyFileSecrets(),
  chooseFolder: async (purpose) => {
    const chosen = join(folder, purpose)
    mkdirSync(chosen, { recursive: true })
    return chosen
  },
  openFolder: async () => false,
})

/** A clock that stands still until it is set. */
export const clock = (start: string) => {
  let time = Date.parse(start)
  return { now: () => time, set: (to: string) => (time = Date.parse(to)) }
}

/** The whole app on a fresh library in a temporary folder; closed and deleted when the test ends. */
export async function temporaryApp(options: Partial<AppOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'blazon-app-'))
  const time = clock('2026-06-20T13:05:09Z')
  const open = (): Promise<App> =>
    createApp({ folder: join(folder, 'library'), platform: testPlatform(folder), now: time.now, ...options })
  let app = await open()
  let isOpen = true
  const close = async () => {
    if (isOpen) await app.close()
    isOpen = false
  }
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    library: join(folder, 'library'),
    time,
    get client(): App['client'] {
      return app.client
    },
    close,
    reopen: async () => {
      await close()
      app = await open()
      isOpen = true
    },
  }
}

export type TestApp = Awaited<ReturnType<typeof temporaryApp>>

/** A badge that is ready to be awarded, its issuer at `baseUrl` (null = "not yet"). */
export async function readyBadge(
  { client }: TestApp,
  {
    baseUrl = 'https://badges.example.org',
    name = 'Reading Star',
    suspendable = false,
  }: { baseUrl?: string | null; name?: string; suspendable?: boolean } = {},
) {
  const issuer =
    (await client.issuers.list())[0] ??
    (await client.issuers.save({ name: 'Ødegård Library', email: 'badges@example.org', url: 'https://example.org/' }))
  await client.issuers.setHosting({ id: issuer.id, baseUrl })
  if (suspendable)
    await client.issuers.save({ id: issuer.id, name: issuer.name, email: issuer.email, url: issuer.url, suspendable })
  return client.badges.create({
    details: {
      name,
      description: 'Ten books in a summer.',
      criteria: 'Read ten books and tell us about one of them.',
      altText: 'A gold star over an open book.',
      tags: ['reading'],
      expiry: { kind: 'none' },
    },
    picture: Buffer.from(smallPng()).toString('base64'),
    issuerId: issuer.id,
  })
}

/** Follows a stream to its result. */
export async function resultOf<Report, Result>(
  stream: Promise<{ next: () => Promise<IteratorResult<Report, Result>> }>,
): Promise<Result> {
  const iterator = await stream
  for (;;) {
    const step = await iterator.next()
    if (step.done) return step.value
  }
}
