import { describe, expect, it } from 'vitest'
import {
  type BackedUpIssuers,
  openKeyBackup,
  readKeyBackup,
  writeKeyBackup,
} from '../../../src/main/signing/key-backup'
import { example, exampleSigner } from '../../support/openbadges'

const issuers: BackedUpIssuers = [
  {
    token: example.issuer.token,
    name: example.issuer.name,
    keys: [
      {
        kind: 'ed25519',
        publicKey: exampleSigner.multikey,
        createdAt: '2026-05-17T10:00:00Z',
        retiredAt: null,
        retiredReason: null,
        secret: example.seed.toString('base64'),
      },
    ],
  },
]
const at = '2026-11-27T12:00:00Z'
const changed = (file: Buffer, change: (read: Record<string, unknown>) => void) => {
  const read = JSON.parse(file.toString()) as Record<string, unknown>
  change(read)
  return Buffer.from(JSON.stringify(read))
}

describe('a backup of keys', () => {
  it('says in clear whose keys it holds, and gives the secrets to the passphrase only', async () => {
    const file = await writeKeyBackup(issuers, 'open sesame', at)
    const { secret: _secret, ...publicHalf } = issuers[0]!.keys[0]!
    expect(readKeyBackup(file)).toMatchObject({
      createdAt: at,
      issuers: [{ token: example.issuer.token, name: example.issuer.name, keys: [publicHalf] }],
      sealed: { kdf: 'scrypt', N: 2 ** 17, r: 8, p: 1 },
    })
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(file.toString()).not.toContain(example.seed.toString(encoding).slice(0, 40))
    expect(file.toString()).not.toContain('open sesame')
    expect(await openKeyBackup(file, 'open sesame')).toEqual(issuers)
    await expect(openKeyBackup(file, 'open simsim')).rejects.toMatchObject({
      code: 'secret_unavailable',
      details: { reason: 'wrong_passphrase' },
    })
  })

  it('F53: whose a key is counts as it was sealed, not as the part in clear says', async () => {
    const file = await writeKeyBackup(issuers, 'open sesame', at)
    const forged = changed(file, (read) => {
      read['issuers'] = [{ ...issuers[0], token: 'q7w2n5kx3vz6tmh4cjb2ryldse', name: 'Somebody else' }]
    })
    expect(readKeyBackup(forged).issuers[0]?.name).toBe('Somebody else')
    expect(await openKeyBackup(forged, 'open sesame')).toEqual(issuers)
  })

  it('that is none, is damaged or comes from a newer Blazon is refused with a reason', async () => {
    const file = await writeKeyBackup(issuers, 'open sesame', at)
    const unreadable = (reason: string) => ({ code: 'unreadable_file', details: { reason } })
    const reading = (bytes: Buffer) => {
      try {
        return readKeyBackup(bytes)
      } catch (error) {
        return error
      }
    }
    for (const text of [
      '',
      '{}',
      'null',
      '[]',
      '{"format":"blazon-keys"}',
      '\ufffd\u0000',
      file.toString().slice(0, 200),
    ])
      expect(reading(Buffer.from(text))).toMatchObject(unreadable('not_keys'))
    expect(reading(changed(file, (read) => (read['version'] = 2)))).toMatchObject(unreadable('keys_newer'))
    for (const sealed of [{}, { kdf: 'scrypt', N: 2 ** 40, r: 8, p: 1 }, { kdf: 'none' }])
      await expect(
        openKeyBackup(
          changed(file, (read) => (read['sealed'] = sealed)),
          'open sesame',
        ),
      ).rejects.toMatchObject(unreadable('keys_damaged'))
  })

  it.each([
    ['rounds', { N: 2 ** 20 }],
    ['blocks', { N: 2, r: 2 ** 21, p: 4 }],
  ])('that names a cost of too many %s for this machine is refused before any of it is spent', async (_, cost) => {
    const file = await writeKeyBackup(issuers, 'open sesame', at)
    const costly = changed(file, (read) => Object.assign(read['sealed'] as object, cost))
    await expect(openKeyBackup(costly, 'open sesame')).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { reason: 'keys_damaged' },
    })
  })
})
