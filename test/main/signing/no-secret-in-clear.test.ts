import { sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveIssuer } from '../../../src/main/catalog/issuers'
import { currentKey, insertKey } from '../../../src/main/catalog/keys'
import { openCatalog } from '../../../src/main/catalog/open'
import type { Secrets } from '../../../src/main/platform/platform'
import { ownerOnlyFileSecrets, passphraseSecrets } from '../../../src/main/platform/secrets'
import { openKey } from '../../../src/main/signing/key-files'
import { signingKeys } from '../../../src/main/signing/keys'
import { example, exampleSigner } from '../../support/openbadges'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'blazon-secret-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const seed = example.seed
/** The key's bytes in every form in which they might slip into a file, the passphrase too. */
const forms = [
  seed,
  ...(['hex', 'base64', 'base64url'] as const).map((encoding) => Buffer.from(seed.toString(encoding).slice(0, 40))),
  Buffer.from(seed.toString('hex').toUpperCase()),
  Buffer.from([...seed.subarray(0, 12)].join(',')),
  Buffer.from('open sesame'),
]

/** The files of a library that hold any of those. */
function filesThatTell(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => forms.some((form) => readFileSync(path).includes(form)))
    .map((path) => relative(folder, path))
}

/** A library in which an issuer's key was made and used; the database is still open, its write-ahead log unflushed. */
async function libraryWithKey(secrets: Secrets) {
  const catalog = openCatalog({ folder })
  const issuer = saveIssuer(catalog, { name: 'Ødegård Library', email: 'a@example.org', url: 'https://example.org/' })
  const keys = signingKeys({
    folder,
    secrets,
    random: (length) => Uint8Array.from(seed.subarray(0, length)),
    newId: catalog.newId,
    rows: {
      current: (issuerId, kind) => currentKey(catalog, issuerId, kind),
      insert: (issuerId, key) => insertKey(catalog, issuerId, key),
    },
  })
  const signer = await keys.signer(issuer.id)
  signer.sign(new Uint8Array(64))
  return { catalog, keyFile: join('keys', `${signer.keyId}.key`) }
}

describe('the private half of a key', () => {
  it('stands in no file of the library in clear where there is a passphrase', async () => {
    const { catalog } = await libraryWithKey(
      passphraseSecrets({ passphrase: 'open sesame', cost: { N: 1024, r: 8, p: 1 } }),
    )
    expect(filesThatTell()).toEqual([])
    catalog.close()
    expect(filesThatTell()).toEqual([])
  })

  it('stands in its owner-only file and nowhere else where there is none', async () => {
    const { catalog, keyFile } = await libraryWithKey(ownerOnlyFileSecrets())
    expect(filesThatTell()).toEqual([keyFile])
    catalog.close()
    expect(filesThatTell()).toEqual([keyFile])
  })

  it('signs the same after the library was closed and opened', async () => {
    const { catalog } = await libraryWithKey(ownerOnlyFileSecrets())
    catalog.close()
    const again = openCatalog({ folder })
    const issuerId = again.db.prepare('SELECT id FROM issuer').pluck().get() as string
    const key = currentKey(again, issuerId, 'ed25519')
    again.close()
    const opened = await openKey(folder, ownerOnlyFileSecrets(), key ?? expect.unreachable('no row was stored'))
    const message = new Uint8Array(64).fill(7)
    expect(sign(null, message, opened.privateKey)).toEqual(Buffer.from(exampleSigner.sign(message)))
  })
})
