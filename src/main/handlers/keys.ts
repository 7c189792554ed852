import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { KeyKind, WordsProblem } from '../../core/contract/keys'
import type { Change } from '../../core/contract/library'
import { fileNameOf } from '../../core/awards/file-name'
import { BlazonError, isBlazonError } from '../../core/errors'
import {
  codeOfKey,
  differingWords,
  type KindWithWords,
  readTypedWords,
  secretOfWords,
  wordsOfSecret,
} from '../../core/keys/recovery-words'
import type { Random } from '../../core/ports'
import type { Catalog } from '../catalog/catalog'
import { listIssuers, readIssuer } from '../catalog/issuers'
import {
  awardsByKey,
  currentKey,
  findKey,
  insertKey,
  insertRestoredKey,
  keyByPublic,
  type KeyDetails,
  listKeys,
  noteBackup,
  readKey,
  retireKey,
  rotateKey,
} from '../catalog/keys'
import type { Secrets } from '../platform/platform'
import { type BackedUpIssuers, openKeyBackup, readKeyBackup, writeKeyBackup } from '../signing/key-backup'
import { createKey, keyOpens, openKey, sealKey, withSecret } from '../signing/key-files'
import { keyFingerprint } from '../signing/key-fingerprint'
import type { SigningKeys } from '../signing/keys'
import { openPrivateKey } from '../signing/private-key'

type KeysDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  secrets: Secrets
  random: Random
  /** Told to forget what it opened when another key becomes the current one. */
  keys: Pick<SigningKeys, 'forget'>
}

/** `keys.*`: the issuers' signing keys, their backups and what to do when one is lost. */
export function keysHandlers({ catalog, announce, secrets, random, keys }: KeysDeps) {
  const { list, make, rotate, retire, backUp, readBackup, restore, recoverySheet, rehearse, restoreWords } = implement(
    contract.keys,
  )
  const { folder } = catalog
  const changed = (issuerIds: Iterable<string>) => {
    for (const id of new Set(issuerIds)) {
      keys.forget(id)
      announce({ name: 'issuers.saved', ids: [id] })
    }
  }
  const create = async (kind: KeyKind) => (await createKey({ folder, secrets, random, newId: catalog.newId, kind })).key
  const factsOf = async (id: string, counts = awardsByKey(catalog)) => toFacts(readKey(catalog, id), counts)
  const toFacts = async (key: KeyDetails, counts: Map<string, number>) => ({
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

  /** Takes a secret back: into the row that has its public half, else into a new row of `issuerId`. */
  const takeBack = async (
    found: Pick<KeyDetails, 'kind' | 'createdAt' | 'retiredAt' | 'retiredReason'> & { publicKey: string },
    secret: Uint8Array,
    issuerId: string | null,
  ) => {
    const known = keyByPublic(catalog, found.publicKey)
    if (known !== null) {
      const opens = await openKey(folder, secrets, known).then(
        () => true,
        () => false,
      )
      if (!opens) await sealKey(folder, secrets, known, secret)
      const isFound = known.retiredReason === 'lost' && currentKey(catalog, known.issuerId, known.kind) === null
      if (isFound) findKey(catalog, known.id)
      return restored(known, opens && !isFound ? 'unchanged' : 'restored')
    }
    if (issuerId === null) return null
    const id = catalog.newId()
    const key = { ...found, id, publicMultibase: found.publicKey, secretRef: `${id}.key` }
    await sealKey(folder, secrets, key, secret)
    insertRestoredKey(catalog, issuerId, key)
    return restored({ ...key, issuerId }, 'added')
  }
  const restored = (
    key: Pick<KeyDetails, 'id' | 'kind' | 'publicMultibase' | 'issuerId'>,
    outcome: 'restored' | 'added' | 'unchanged',
  ) => ({
    keyId: key.id,
    issuerId: key.issuerId,
    issuerName: readIssuer(catalog, key.issuerId).name,
    kind: key.kind,
    fingerprint: keyFingerprint(key.publicMultibase),
    outcome,
  })

  return {
    list: list.handler(async () => {
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

    make: make.handler(async ({ input }) => {
      const { id: issuerId } = readIssuer(catalog, input.issuerId)
      if (currentKey(catalog, issuerId, input.kind)) throw hasKey()
      const key = await create(input.kind)
      insertKey(catalog, issuerId, key)
      changed([issuerId])
      return factsOf(key.id)
    }),

    rotate: rotate.handler(async ({ input }) => {
      const old = inUse(readKey(catalog, input.id))
      const next = await create(old.kind)
      rotateKey(catalog, old.id, next)
      changed([old.issuerId])
      return factsOf(next.id)
    }),

    retire: retire.handler(({ input }) => {
      retireKey(catalog, input.id, input.reason)
      changed([readKey(catalog, input.id).issuerId])
      return factsOf(input.id)
    }),

    backUp: backUp.handler(async ({ input }) => {
      const wanted = input.ids?.map((id) => readKey(catalog, id)) ?? listKeys(catalog)
      const leftOut: string[] = []
      const held: { key: KeyDetails; secret: string }[] = []
      let refused: unknown = new BlazonError('not_found', 'there is no key yet', { field: 'ids' })
      for (const key of wanted)
        try {
          const secret = await withSecret(folder, secrets, key, (bytes) => Buffer.from(bytes).toString('base64'))
          held.push({ key, secret })
        } catch (error) {
          if (!isBlazonError(error, 'secret_unavailable')) throw error
          refused = error
          leftOut.push(key.id)
        }
      if (held.length === 0) throw refused
      const issuers = listIssuers(catalog)
        .map(({ id, token, name }) => ({
          token,
          name,
          keys: held
            .filter(({ key }) => key.issuerId === id)
            .map(({ key: { kind, publicMultibase, createdAt, retiredAt, retiredReason }, secret }) => ({
              kind,
              publicKey: publicMultibase,
              createdAt,
              retiredAt,
              retiredReason,
              secret,
            })),
        }))
        .filter((issuer) => issuer.keys.length > 0) satisfies BackedUpIssuers
      const at = catalog.now()
      const file = await writeKeyBackup(issuers, input.passphrase, at)
      noteBackup(
        catalog,
        held.map(({ key }) => key.id),
        { rehearsed: false },
      )
      changed(held.map(({ key }) => key.issuerId))
      const names = issuers.length === 1 ? `${issuers[0]?.name ?? ''} ` : ''
      return {
        fileName: fileNameOf(`${names}signing keys ${at.slice(0, 10)}`, 'blazon-keys'),
        content: file.toString('base64'),
        keys: held.length,
        leftOut,
      }
    }),

    readBackup: readBackup.handler(({ input }) => {
      const { createdAt, issuers } = readKeyBackup(Buffer.from(input.file, 'base64'))
      const here = new Set(listIssuers(catalog).map(({ token }) => token))
      return {
        createdAt,
        issuers: issuers.map(({ token, name, keys: held }) => ({
          token,
          name,
          isHere: here.has(token) || held.some(({ publicKey }) => keyByPublic(catalog, publicKey) !== null),
          keys: held.map(({ kind, publicKey, createdAt: made }) => ({
            kind,
            publicKey,
            fingerprint: keyFingerprint(publicKey),
            createdAt: made,
          })),
        })),
      }
    }),

    restore: restore.handler(async ({ input }) => {
      const issuers = await openKeyBackup(Buffer.from(input.file, 'base64'), input.passphrase)
      const idOf = new Map(listIssuers(catalog).map(({ token, id }) => [token, id]))
      const back: NonNullable<Awaited<ReturnType<typeof takeBack>>>[] = []
      const otherIssuers: string[] = []
      for (const { token, name, keys: held } of issuers) {
        const before = back.length
        for (const { secret: text, ...key } of held) {
          const secret = Buffer.from(text, 'base64')
          try {
            if (openPrivateKey(key.kind, secret)?.publicMultibase !== key.publicKey)
              throw new BlazonError('unreadable_file', 'a key is not the one it says', { reason: 'keys_damaged' })
            const taken = await takeBack(key, secret, idOf.get(token) ?? null)
            if (taken) back.push(taken)
          } finally {
            secret.fill(0)
          }
        }
        if (back.length === before) otherIssuers.push(name)
      }
      if (back.length === 0) throw otherIssuer()
      changed(back.map(({ issuerId }) => issuerId))
      return { keys: back, otherIssuers }
    }),

    recoverySheet: recoverySheet.handler(async ({ input }) => {
      const key = readKey(catalog, input.id)
      const kind = withWords(key.kind)
      const issuer = readIssuer(catalog, key.issuerId)
      const words = await withSecret(folder, secrets, key, wordsOfSecret)
      return {
        words,
        qr: codeOfKey(kind, issuer.token, words),
        kind,
        fingerprint: keyFingerprint(key.publicMultibase),
        issuerName: issuer.name,
        createdAt: key.createdAt,
      }
    }),

    rehearse: rehearse.handler(async ({ input }): Promise<{ problem: WordsProblem | null }> => {
      const key = readKey(catalog, input.id)
      const kind = withWords(key.kind)
      const { words } = readTypedWords(input.words)
      const found = secretOfWords(words)
      if ('problem' in found && found.problem.kind !== 'wrong_words') return found
      if ('secret' in found) {
        const opened = openPrivateKey(kind, found.secret)
        found.secret.fill(0)
        if (opened?.publicMultibase === key.publicMultibase) {
          noteBackup(catalog, [key.id], { rehearsed: true })
          changed([key.issuerId])
          return { problem: null }
        }
      }
      const at = await withSecret(folder, secrets, key, (secret) => differingWords(words, wordsOfSecret(secret))).catch(
        (error: unknown) => {
          if (isBlazonError(error, 'secret_unavailable')) return []
          throw error
        },
      )
      // Most words wrong: it is the sheet of another key, not a mistake in writing.
      if ('secret' in found || at.length > words.length / 2) return { problem: { kind: 'other_key' } }
      return { problem: { kind: 'wrong_words', at } }
    }),

    restoreWords: restoreWords.handler(async ({ input }) => {
      const typed = readTypedWords(input.words)
      const found = secretOfWords(typed.words)
      if ('problem' in found) throw wrongWords(found.problem)
      try {
        // The words do not say which curve they belong to: the library may know one of the two public halves.
        const kinds = typed.kind ? [typed.kind] : (['ed25519', 'p256'] as const)
        const candidates = kinds.flatMap((kind) => {
          const opened = openPrivateKey(kind, found.secret)
          return opened ? [{ kind, publicKey: opened.publicMultibase }] : []
        })
        const kind = typed.kind ?? input.kind ?? 'ed25519'
        const known = candidates.find(({ publicKey }) => keyByPublic(catalog, publicKey) !== null)
        const chosen = known ?? candidates.find((candidate) => candidate.kind === kind)
        if (!chosen) throw unknownKey()
        const issuerId = known ? null : issuerFor(typed.issuerToken, input.issuerId)
        if (issuerId !== null && currentKey(catalog, issuerId, kind)) throw hasKey()
        const taken = await takeBack(
          { ...chosen, createdAt: catalog.now(), retiredAt: null, retiredReason: null },
          found.secret,
          issuerId,
        )
        if (!taken) throw unknownKey()
        changed([taken.issuerId])
        return taken
      } finally {
        found.secret.fill(0)
      }
    }),
  }

  /** Whose a key becomes that the library does not know. */
  function issuerFor(token: string | null, issuerId: string | undefined): string {
    if (token === null) {
      if (issuerId === undefined) throw unknownKey()
      return readIssuer(catalog, issuerId).id
    }
    const named = listIssuers(catalog).find((issuer) => issuer.token === token)
    if (!named) throw otherIssuer()
    return named.id
  }
}

function inUse(key: KeyDetails): KeyDetails {
  if (key.retiredAt !== null) throw new BlazonError('conflict', 'the key was put away', { reason: 'retired' })
  return key
}

function withWords(kind: KeyKind): KindWithWords {
  if (kind === 'rsa') throw new BlazonError('conflict', 'RSA has no words', { reason: 'no_words' })
  return kind
}

const hasKey = () => new BlazonError('conflict', 'the issuer has a key of this kind in use', { reason: 'has_key' })
const otherIssuer = () => new BlazonError('conflict', 'no issuer of this library', { reason: 'other_issuer' })
const unknownKey = () => new BlazonError('conflict', 'no key of this library', { reason: 'unknown_key' })
const wrongWords = (problem: WordsProblem) =>
  new BlazonError('invalid_input', 'the words are no key', {
    field: 'words',
    reason: problem.kind,
    ...('at' in problem ? { at: problem.at.map(String) } : {}),
    ...('words' in problem ? { words: problem.words } : {}),
  })
