import { z } from 'zod'
import { call } from './call'
import { base64, id, name, time, token } from './shapes'

/** Ed25519 signs OB 3.0 Data Integrity proofs, P-256 VC-JWTs (ES256), RSA OB 2.0 signed assertions (RS256). */
export const keyKind = z.enum(['ed25519', 'p256', 'rsa'])
export type KeyKind = z.infer<typeof keyKind>
export const retiredReason = z.enum(['rotated', 'lost', 'stolen'])

/** One key of an issuer, as far as anybody may know it. */
export const keyFacts = z.object({
  id,
  kind: keyKind,
  /** As documents publish it: a Multikey; of RSA `u` and base64url of multicodec 0x1205 and PKCS #1. */
  publicKey: z.string(),
  /** To read aloud and compare: the first 8 bytes of the SHA-256 of `publicKey` as text, in hex, in fours. */
  fingerprint: z.string(),
  createdAt: time,
  /** Null for the key that is signed with now; an issuer has one of a kind. */
  retiredAt: time.nullable(),
  retiredReason: retiredReason.nullable(),
  /** Whether it can sign here: `locked` wants a passphrase; `missing` has no file, or one that this computer cannot open. */
  opens: z.enum(['yes', 'locked', 'missing']),
  /** Awards whose documents it signed. */
  awards: z.int().min(0),
  backedUpAt: time.nullable(),
  rehearsedAt: time.nullable(),
})
export type KeyFacts = z.infer<typeof keyFacts>
export const issuerKeys = z.object({ issuerId: id, issuerName: name, issuerToken: token, keys: z.array(keyFacts) })
export type IssuerKeys = z.infer<typeof issuerKeys>

/** The shortest passphrase that is taken; as `library.unlock`. */
export const shortestPassphrase = 8
const passphrase = z.string().min(shortestPassphrase).max(1000)
/** The words of a recovery sheet as they are typed or scanned: numbers, commas and line breaks are overlooked, so is the code's own text. */
const typedWords = z.string().max(5000)

/** Who and what a backup of keys holds; readable without its passphrase. */
export const backupContents = z.object({
  createdAt: time,
  issuers: z.array(
    z.object({
      token,
      name,
      /** Whether this library has the issuer. */
      isHere: z.boolean(),
      keys: z.array(z.object({ kind: keyKind, publicKey: z.string(), fingerprint: z.string(), createdAt: time })),
    }),
  ),
})

/** What became of each key that was restored: `restored` had lost its file, `added` was unknown here, `unchanged` opened all along. */
export const restoredKey = z.object({
  keyId: id,
  issuerName: name,
  kind: keyKind,
  fingerprint: z.string(),
  outcome: z.enum(['restored', 'added', 'unchanged']),
})

/** What is wrong with typed words, by positions from 1; never what would be right. */
export const wordsProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), words: z.int() }),
  z.object({ kind: z.literal('unknown_words'), at: z.array(z.int()) }),
  /** Words of the list, but not the ones of this sheet, or not in this order; `at` is empty where the key cannot be opened to compare. */
  z.object({ kind: z.literal('wrong_words'), at: z.array(z.int()) }),
  z.object({ kind: z.literal('other_key') }),
])
export type WordsProblem = z.infer<typeof wordsProblem>

export const keysContract = {
  list: call(
    'Lists the keys of every issuer, those in use first: what each is for, whether it opens here, how often it signed and when it was backed up.',
  ).output(z.array(issuerKeys)),
  make: call(
    'Makes an issuer’s key of a kind before its first use, sealed. Fails with `conflict` (`has_key`) where there is one, with `secret_unavailable` while a passphrase is wanted.',
  )
    .input(z.object({ issuerId: id, kind: keyKind }))
    .output(keyFacts),
  rotate: call(
    'Replaces the key in use by a new one of its kind. The old public key stays published and what it signed stays valid; a batch that is being awarded is finished with the old key. Fails with `conflict` (`retired`) for a key that is not in use.',
  )
    .input(z.object({ id }))
    .output(keyFacts),
  retire: call(
    'Puts the key in use away without a new one, which the next award makes: `lost` (what it signed stays valid), `stolen` (the published document of the issuer says so from then on; what it signed before stays valid, later signatures do not; of RSA nothing stays valid, since a 2.0 document tells no time that a thief could not write), or `rotated`. Fails with `conflict` (`retired`).',
  )
    .input(z.object({ id, reason: retiredReason }))
    .output(keyFacts),
  backUp: call(
    'Makes an encrypted file of the named keys, or of all: scrypt (N = 2^17) and AES-256-GCM under a passphrase of its own. Keys that do not open here are left out and named in `leftOut`. Fails with `secret_unavailable` where none opens.',
  )
    .input(z.object({ ids: z.array(id).min(1).max(1000).optional(), passphrase }))
    .output(z.object({ fileName: z.string(), content: base64, keys: z.int(), leftOut: z.array(id) })),
  readBackup: call(
    'Says what a backup of keys holds, without its passphrase. Fails with `unreadable_file` (`not_keys`, `keys_newer`).',
  )
    .input(z.object({ file: base64 }))
    .output(backupContents),
  restore: call(
    'Takes keys back from a backup and seals them as this computer does; an unknown one joins the issuer of its token. Fails with `conflict` (`other_issuer`), `secret_unavailable` (`wrong_passphrase`), `unreadable_file` (`not_keys`, `keys_damaged`, `keys_newer`).',
  )
    .input(z.object({ file: base64, passphrase: z.string().min(1).max(1000) }))
    .output(z.object({ keys: z.array(restoredKey), otherIssuers: z.array(name) })),
  recoverySheet: call(
    'The secret of a key as 24 words (BIP-39, English) and as the text of a QR code, to be printed and kept. Fails with `conflict` (`no_words`) for RSA, which has the encrypted file only.',
  )
    .input(z.object({ id }))
    .output(
      z.object({
        words: z.array(z.string()).length(24),
        qr: z.string(),
        kind: keyKind,
        fingerprint: z.string(),
        issuerName: name,
        createdAt: time,
      }),
    ),
  rehearse: call(
    'Checks the words of a recovery sheet against a key, and if they are right notes that it is backed up.',
  )
    .input(z.object({ id, words: typedWords }))
    .output(z.object({ problem: wordsProblem.nullable() })),
  restoreWords: call(
    'Takes a key back from the words or the code of its sheet; an unknown one joins the named issuer. Fails with `conflict` (`unknown_key`, `other_issuer`, `has_key`), `invalid_input` (field `words`, reason `count`, `unknown_words` or `wrong_words`, `at`).',
  )
    .input(z.object({ words: typedWords, issuerId: id.optional(), kind: z.enum(['ed25519', 'p256']).optional() }))
    .output(restoredKey),
}
