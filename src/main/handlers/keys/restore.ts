import { BlazonError } from '../../../core/errors'
import type { WordsProblem } from '../../../core/contract/keys'
import { type KindWithWords, readTypedWords, secretOfWords } from '../../../core/keys/recovery-words'
import type { Catalog } from '../../catalog/catalog'
import { listIssuers, readIssuer } from '../../catalog/issuers'
import { currentKey, hasKey, keyByPublic } from '../../catalog/keys'
import { openKeyBackup } from '../../signing/key-backup'
import { openPrivateKey } from '../../signing/private-key'
import { type KeptKeys, otherIssuer } from './kept-keys'
import { takeBack } from './take-back'

type TakenBack = NonNullable<Awaited<ReturnType<typeof takeBack>>>

/** Takes the keys of a backup back that belong to issuers of this library; the names of the others are told. */
export async function restoreBackup(kept: KeptKeys, file: Uint8Array, passphrase: string) {
  const idOf = new Map(listIssuers(kept.catalog).map(({ token, id }) => [token, id]))
  const keys: TakenBack[] = []
  const otherIssuers: string[] = []
  for (const { token, name, keys: held } of await openKeyBackup(file, passphrase)) {
    const before = keys.length
    for (const { secret: text, ...key } of held) {
      const secret = Buffer.from(text, 'base64')
      try {
        if (openPrivateKey(key.kind, secret)?.publicMultibase !== key.publicKey)
          throw new BlazonError('unreadable_file', 'a key is not the one it says', { reason: 'keys_damaged' })
        const taken = await takeBack(kept, key, secret, idOf.get(token) ?? null)
        if (taken) keys.push(taken)
      } finally {
        secret.fill(0)
      }
    }
    if (keys.length === before) otherIssuers.push(name)
  }
  if (keys.length === 0) throw otherIssuer()
  return { keys, otherIssuers }
}

/** Takes the key of a recovery sheet back: a known one to its row, another one to the issuer that is named. */
export async function restoreWords(
  kept: KeptKeys,
  input: { words: string; issuerId?: string | undefined; kind?: KindWithWords | undefined },
): Promise<TakenBack> {
  const { catalog } = kept
  const typed = readTypedWords(input.words)
  const read = secretOfWords(typed.words)
  if ('problem' in read) throw wrongWords(read.problem)
  const { secret } = read
  try {
    // The words do not say which curve they belong to: the library may know one of the two public halves.
    const kinds: KindWithWords[] = typed.kind ? [typed.kind] : ['ed25519', 'p256']
    const candidates = kinds.flatMap((kind) => {
      const opened = openPrivateKey(kind, secret)
      return opened ? [{ kind, publicKey: opened.publicMultibase }] : []
    })
    const known = candidates.find(({ publicKey }) => keyByPublic(catalog, publicKey) !== null)
    const wanted = typed.kind ?? input.kind ?? 'ed25519'
    const chosen = known ?? candidates.find(({ kind }) => kind === wanted)
    if (!chosen) throw unknownKey()
    const issuerId = known ? null : issuerOf(catalog, typed.issuerToken, input.issuerId)
    if (issuerId !== null && currentKey(catalog, issuerId, wanted)) throw hasKey()
    const key = { ...chosen, createdAt: catalog.now(), retiredAt: null, retiredReason: null }
    const taken = await takeBack(kept, key, secret, issuerId)
    if (!taken) throw unknownKey()
    return taken
  } finally {
    secret.fill(0)
  }
}

/** Whose a key becomes that the library does not know. */
function issuerOf(catalog: Catalog, token: string | null, issuerId: string | undefined): string {
  if (token === null) {
    if (issuerId === undefined) throw unknownKey()
    return readIssuer(catalog, issuerId).id
  }
  const named = listIssuers(catalog).find((issuer) => issuer.token === token)
  if (!named) throw otherIssuer()
  return named.id
}

const unknownKey = () => new BlazonError('conflict', 'no key of this library', { reason: 'unknown_key' })
const wrongWords = (problem: WordsProblem) =>
  new BlazonError('invalid_input', 'the words are no key', {
    field: 'words',
    reason: problem.kind,
    ...('at' in problem ? { at: problem.at.map(String) } : {}),
    ...('words' in problem ? { words: problem.words } : {}),
  })
