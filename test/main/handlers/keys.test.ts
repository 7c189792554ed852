import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chosenSecrets } from '../../../src/main/platform/chosen-secrets'
import type { Platform } from '../../../src/main/platform/platform'
import { readyBadge, resultOf, temporaryApp, testPlatform } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }
const passphrase = 'correct horse battery'

/** An app whose shell has no secret store; what it is started with can be changed between two starts. */
async function appWith(first: string | undefined) {
  const started = { passphrase: first }
  const platform = {} as Platform
  const choose = () => Object.assign(platform, testPlatform(''), { secrets: chosenSecrets(started.passphrase) })
  choose()
  const app = await temporaryApp({ platform })
  Object.assign(platform, testPlatform(app.folder), { secrets: platform.secrets })
  return {
    app,
    restart: async (next: string | undefined) => {
      started.passphrase = next
      Object.assign(platform, { secrets: chosenSecrets(started.passphrase) })
      await app.reopen()
    },
    keyFile: () => {
      const folder = join(app.library, 'keys')
      const [name] = readdirSync(folder)
      return { text: readFileSync(join(folder, name!), 'utf8'), mode: statSync(join(folder, name!)).mode & 0o777 }
    },
  }
}

describe('the signing key over restarts', () => {
  it('says that a key sealed with a passphrase is locked when none was given, and unlocks with the right one', async () => {
    const { app, restart } = await appWith(passphrase)
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    await restart(undefined)
    expect(await app.client.library.describe()).toMatchObject({ secretStore: 'passphrase', unlocked: false })
    const findings = await app.client.awards.preflight({ badgeId: badge.id, people: [bo] })
    expect(findings).toContainEqual(expect.objectContaining({ level: 'block', code: 'key_locked' }))
    await expect(app.client.library.unlock({ passphrase: 'quite another one' })).rejects.toMatchObject({
      code: 'secret_unavailable',
      data: { reason: 'wrong_passphrase' },
    })
    await app.client.library.unlock({ passphrase })
    expect(await app.client.library.describe()).toMatchObject({ secretStore: 'passphrase', unlocked: true })
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    expect(awarded).toHaveLength(1)
  })

  it('seals a key that lay in clear as soon as a passphrase is chosen', async () => {
    const { app, restart, keyFile } = await appWith(undefined)
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    expect(await app.client.library.describe()).toMatchObject({ secretStore: 'owner_only_file', unlocked: true })
    expect(keyFile()).toMatchObject({ mode: 0o600 })
    const { text: clear } = JSON.parse(keyFile().text) as { text: string }
    await app.client.library.unlock({ passphrase })
    expect(await app.client.library.describe()).toMatchObject({ secretStore: 'passphrase', unlocked: true })
    expect(keyFile().text).not.toContain(clear)
    expect(keyFile().mode).toBe(0o600)
    await restart(passphrase)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    const { ownAwardId, verdict } = (
      await app.client.verification.check({
        files: [{ name: 'a.png', bytes: (await app.client.awards.bake({ id: awarded[0]!.awardId })).png }],
      })
    )[0]!
    expect({ ownAwardId, verdict }).toEqual({ ownAwardId: awarded[0]!.awardId, verdict: 'valid' })
  })

  it('seals a key that lay in clear when Blazon is started with a passphrase and signs', async () => {
    const { app, restart, keyFile } = await appWith(undefined)
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    await restart(passphrase)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    expect(JSON.parse(keyFile().text)).toMatchObject({ store: 'passphrase' })
  })
})
