import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { KeyKind } from '../../core/contract/keys'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import type { Random } from '../../core/ports'
import { noteAct } from '../catalog/audit'
import { listIssuers, readIssuer } from '../catalog/issuers'
import {
  awardsByKey,
  currentKey,
  insertKey,
  keyByPublic,
  type KeyDetails,
  listKeys,
  hasKey,
  noteBackup,
  readKey,
  retireKey,
  rotateKey,
} from '../catalog/keys'
import { readKeyBackup } from '../signing/key-backup'
import { createKey, keyOpens } from '../signing/key-files'
import { keyFingerprint } from '../signing/key-fingerprint'
import type { SigningKeys } from '../signing/keys'
import { backUpKeys } from './keys/back-up'
import type { KeptKeys } from './keys/kept-keys'
import { recoverySheet, wrongInWords } from './keys/recovery-sheet'
import { restoreBackup, restoreWords } from './keys/restore'

type KeysDeps = KeptKeys & {
  announce: (change: Change) => void
  random: Random
  /** Told to forget what it opened when another key becomes the current one. */
  keys: Pick<SigningKeys, 'forget'>
}

/** `keys.*`: the issuers' signing keys, their backups and what to do when one is lost. */
export function keysHandlers({ catalog, secrets, announce, random, keys }: KeysDeps) {
  const calls = implement(contract.keys)
  const kept = { catalog, secrets }
  const { folder } = catalog
  const changed = (issuerIds: Iterable<string>) => {
    for (const id of new Set(issuerIds)) {
      keys.forget(id)
      announce({ name: 'issuers.saved', ids: [id] })
    }
  }
  const create = async (kind: KeyKind) => (await createKey({ folder, secrets, random, newId: catalog.newId, kind })).key
  const toFacts = async (key: KeyDetails, counts = awardsByKey(catalog)) => ({
    id: key.id,
    kind: key.kind,
    publicKey: key.publicMultibase,
    fingerprint: keyFingerprint(key.publicMultibase),
    createdAt: key.createdAt,
    retiredAt: key.retiredAt,
    retiredReason: key.retiredReason,
    opens: await keyOpens(folder, secrets, key),
    awards: counts.get(key.id) ?? 0,
    backedUpAt: key.backedUpAt,
    rehearsedAt: key.rehearsedAt,
  })

  return {
    list: calls.list.handler(async () => {
      const [rows, counts] = [listKeys(catalog), awardsByKey(catalog)]
      return Promise.all(
        listIssuers(catalog).map(async ({ id, name, token }) => ({
          issuerId: id,
          issuerName: name,
          issuerToken: token,
          keys: await Promise.all(rows.filter((key) => key.issuerId === id).map((key) => toFacts(key, counts))),
        })),
      )
    }),

    make: calls.make.handler(async ({ input }) => {
      const { id: issuerId } = readIssuer(catalog, input.issuerId)
      if (currentKey(catalog, issuerId, input.kind)) throw hasKey()
      const key = await create(input.kind)
      insertKey(catalog, issuerId, key)
      changed([issuerId])
      return toFacts(readKey(catalog, key.id))
    }),

    rotate: calls.rotate.handler(async ({ input }) => {
      const old = readKey(catalog, input.id)
      if (old.retiredAt !== null) throw new BlazonError('conflict', 'the key was put away', { reason: 'retired' })
      const next = await create(old.kind)
      rotateKey(catalog, old.id, next)
      changed([old.issuerId])
      return toFacts(readKey(catalog, next.id))
    }),

    retire: calls.retire.handler(({ input }) => {
      retireKey(catalog, input.id, input.reason)
      const key = readKey(catalog, input.id)
      changed([key.issuerId])
      return toFacts(key)
    }),

    backUp: calls.backUp.handler(async ({ input }) => {
      const { made, issuerIds } = await backUpKeys(kept, input)
      changed(issuerIds)
      return made
    }),

    readBackup: calls.readBackup.handler(({ input }) => {
      const { createdAt, issuers } = readKeyBackup(Buffer.from(input.file, 'base64'))
      const here = new Set(listIssuers(catalog).map(({ token }) => token))
      const isKnown = ({ publicKey }: { publicKey: string }) => keyByPublic(catalog, publicKey) !== null
      return {
        createdAt,
        issuers: issuers.map((issuer) => ({
          token: issuer.token,
          name: issuer.name,
          isHere: here.has(issuer.token) || issuer.keys.some(isKnown),
          keys: issuer.keys.map((key) => ({ ...key, fingerprint: keyFingerprint(key.publicKey) })),
        })),
      }
    }),

    restore: calls.restore.handler(async ({ input }) => {
      const result = await restoreBackup(kept, Buffer.from(input.file, 'base64'), input.passphrase)
      changed(result.keys.map(({ issuerId }) => issuerId))
      return result
    }),

    recoverySheet: calls.recoverySheet.handler(async ({ input }) => {
      const sheet = await recoverySheet(kept, input.id)
      // Whoever holds the sheet holds the key.
      noteAct(catalog, 'keys.sheet_shown', { keyId: input.id })
      return sheet
    }),

    rehearse: calls.rehearse.handler(async ({ input }) => {
      const key = readKey(catalog, input.id)
      const problem = await wrongInWords(kept, key, input.words)
      if (problem === null) {
        noteBackup(catalog, [key.id], { rehearsed: true })
        changed([key.issuerId])
      }
      return { problem }
    }),

    restoreWords: calls.restoreWords.handler(async ({ input }) => {
      const taken = await restoreWords(kept, input)
      changed([taken.issuerId])
      return taken
    }),
  }
}
