import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { BlazonError } from '../../../core/errors'

/**
 * A file of any length under a passphrase: a line of JSON in clear, then sealed pieces. Each piece is its length (4 bytes), the sealed
 * bytes and their tag (AES-256-GCM). A piece's nonce is the file's prefix, the piece's number and whether it is the last, and the line in
 * clear is authenticated with each: pieces cannot be changed, left out, moved or cut off without its being noticed (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár). scrypt costs what it costs for keys (platform/secrets.ts).
 */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const
const base64 = z.base64()
const header = z
  .object({
    format: z.literal('blazon-library'),
    version: z.int(),
    createdAt: z.string(),
    kdf: z.literal('scrypt'),
    N: z.int().min(2),
    r: z.int().min(1).max(1024),
    p: z.int().min(1).max(4),
    salt: base64,
    prefix: base64,
    /** Tells a wrong passphrase from a changed file; says of the key no more than trying it does. */
    check: base64,
  })
  // As for sealed keys: never a cost that would exhaust this machine.
  .refine(({ N, r }) => N * r <= 2 ** 22 && Number.isInteger(Math.log2(N)))
const edition = z.object({ format: z.literal('blazon-library'), version: z.int() })
type Header = z.infer<typeof header>

const version = 1
const pieceBytes = 1024 * 1024
const tagBytes = 16
const longestHeader = 4096

const unreadable = (reason: 'not_a_library' | 'library_newer_file' | 'library_cut' | 'library_changed') =>
  new BlazonError('unreadable_file', `the file cannot be opened: ${reason}`, { reason })

type Keys = { key: Buffer; check: string }

function derive(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Keys> {
  const maxmem = 128 * N * r + 128 * r * p + 1024 * 1024
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 64, { N, r, p, maxmem }, (error, derived) => {
      if (error !== null) reject(error)
      else
        resolve({
          key: derived.subarray(0, 32),
          check: createHash('sha256').update(derived.subarray(32)).digest('base64'),
        })
    })
  })
}

function nonce(prefix: Buffer, number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  prefix.copy(bytes, 0, 0, 7)
  bytes.writeUInt32BE(number, 7)
  bytes[11] = isLast ? 1 : 0
  return bytes
}

/** Takes bytes of any length and writes a sealed file, a piece at a time. `end` seals the last piece. */
export async function sealer(
  passphrase: string,
  createdAt: string,
  write: (bytes: Uint8Array) => void,
  parameters: { N: number; r: number; p: number } = cost,
) {
  const salt = randomBytes(16)
  const prefix = randomBytes(7)
  const { key, check } = await derive(passphrase, salt, parameters)
  const line = Buffer.from(
    `${JSON.stringify({
      format: 'blazon-library',
      version,
      createdAt,
      kdf: 'scrypt',
      ...parameters,
      salt: salt.toString('base64'),
      prefix: prefix.toString('base64'),
      check,
    } satisfies Header)}\n`,
  )
  write(line)
  let waiting: Uint8Array[] = []
  let length = 0
  let number = 0
  const seal = (clear: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number, isLast), { authTagLength: tagBytes })
    cipher.setAAD(line)
    const sealed = Buffer.concat([cipher.update(clear), cipher.final()])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(sealed.length)
    write(Buffer.concat([head, sealed, cipher.getAuthTag()]))
    number += 1
  }
  return {
    add(bytes: Uint8Array): void {
      waiting.push(bytes)
      length += bytes.byteLength
      if (length < pieceBytes) return
      const all = Buffer.concat(waiting)
      let at = 0
      for (; all.length - at >= pieceBytes; at += pieceBytes) seal(all.subarray(at, at + pieceBytes), false)
      waiting = [Buffer.from(all.subarray(at))]
      length = all.length - at
    },
    end(): void {
      seal(Buffer.concat(waiting), true)
      key.fill(0)
    },
  }
}

/**
 * Opens a sealed file, a piece at a time; the bytes of a piece are handed on only when it is authentic, and the answer ends only where the
 * file was ended. Throws `unreadable_file` (`not_a_library`, `library_newer_file`, `library_cut`, `library_changed`) and
 * `secret_unavailable` (`wrong_passphrase`).
 */
export async function* unsealed(path: string, passphrase: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: pieceBytes })
  let rest: Buffer = Buffer.alloc(0)
  let opened: { key: Buffer; prefix: Buffer; line: Buffer } | null = null
  let number = 0
  let held: Buffer | null = null
  const open = (sealed: Buffer, isLast: boolean): Buffer => {
    if (opened === null) throw unreadable('not_a_library')
    try {
      const decipher = createDecipheriv('aes-256-gcm', opened.key, nonce(opened.prefix, number, isLast), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(opened.line)
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
      const clear = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
      number += 1
      return clear
    } catch {
      // A file that was cut between two pieces ends with one that was not sealed as the last.
      if (isLast && canOpen(sealed, false)) throw unreadable('library_cut')
      throw unreadable('library_changed')
    }
  }
  const canOpen = (sealed: Buffer, isLast: boolean): boolean => {
    if (opened === null) return false
    try {
      const decipher = createDecipheriv('aes-256-gcm', opened.key, nonce(opened.prefix, number, isLast), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(opened.line)
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
      decipher.update(sealed.subarray(0, sealed.length - tagBytes))
      decipher.final()
      return true
    } catch {
      return false
    }
  }
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk as Buffer])
    if (opened === null) {
      const end = rest.indexOf(0x0a)
      if (end < 0 && rest.length > longestHeader) throw unreadable('not_a_library')
      if (end < 0) continue
      const line = Buffer.from(rest.subarray(0, end + 1))
      rest = rest.subarray(end + 1)
      opened = await keysFor(line, passphrase)
    }
    for (;;) {
      if (rest.length < 4) break
      const length = rest.readUInt32BE(0)
      if (length > pieceBytes) throw unreadable('library_changed')
      if (rest.length < 4 + length + tagBytes) break
      // Whether a piece is the last is known when another follows.
      if (held !== null) yield open(held, false)
      held = Buffer.from(rest.subarray(4, 4 + length + tagBytes))
      rest = rest.subarray(4 + length + tagBytes)
    }
  }
  if (opened === null) throw unreadable('not_a_library')
  if (rest.length > 0 || held === null) throw unreadable('library_cut')
  yield open(held, true)
  opened.key.fill(0)
}

async function keysFor(line: Buffer, passphrase: string) {
  let value: unknown = null
  try {
    value = JSON.parse(line.toString('utf8'))
  } catch {
    throw unreadable('not_a_library')
  }
  // What else a newer version writes here is not known.
  const known = edition.safeParse(value)
  if (known.success && known.data.version > version) throw unreadable('library_newer_file')
  const read = header.safeParse(value)
  if (!read.success) throw unreadable('not_a_library')
  const { key, check } = await derive(passphrase, Buffer.from(read.data.salt, 'base64'), read.data)
  const stated = Buffer.from(read.data.check, 'base64')
  const own = Buffer.from(check, 'base64')
  if (stated.length !== own.length || !timingSafeEqual(stated, own))
    throw new BlazonError('secret_unavailable', 'another passphrase', { reason: 'wrong_passphrase' })
  return { key, prefix: Buffer.from(read.data.prefix, 'base64'), line }
}
