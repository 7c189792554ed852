import { BlazonError } from '../errors'
import type { Gzip } from '../ports'
import { addressOf, sitePaths } from './addresses'
import { decodeBase64url, encodeBase64url } from './base64url'
import { credentials2 } from './v3/build'

/** Entries of a list: the standard's least, 16 KiB of bits, so that an index tells nothing about a person (Bitstring Status List §Minimum size). */
export const statusListSize = 131_072
/** A foreign list may be larger; beyond this it is refused rather than inflated (16 MiB of bits). */
const maxListBytes = 16 * 1024 * 1024

/** Reads one entry. Bit 0 is the most significant bit of byte 0 (Bitstring Status List §3.2). Throws `invalid_input` beyond the end. */
export function readBit(bits: Uint8Array, index: number): boolean {
  const byte = bits[byteOf(bits, index)] ?? 0
  return (byte & (0x80 >> (index & 7))) !== 0
}

function byteOf(bits: Uint8Array, index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8)
    throw new BlazonError('invalid_input', 'a status index beyond its list', { field: 'statusListIndex' })
  return index >> 3
}

/** The bits of a list in which the given entries are set. */
export function statusBits(setIndexes: Iterable<number>, size = statusListSize): Uint8Array {
  const bits = new Uint8Array(size / 8)
  for (const index of setIndexes) bits[byteOf(bits, index)] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return bits
}

/** `encodedList`: multibase `u` (base64url) of the gzipped bits. Throws `invalid_input` for a list shorter than the standard's least. */
export async function encodeStatusList(bits: Uint8Array, gzip: Gzip): Promise<string> {
  if (bits.length * 8 < statusListSize)
    throw new BlazonError('invalid_input', 'a status list is too short', { field: 'encodedList' })
  return `u${encodeBase64url(await gzip.zip(bits))}`
}

/** Reads an `encodedList`, with or without the multibase prefix (early lists lack it); null where it is no list of at least 131,072 entries. */
export async function decodeStatusList(encodedList: string, gzip: Gzip): Promise<Uint8Array | null> {
  const zipped = decodeBase64url(encodedList.startsWith('u') ? encodedList.slice(1) : encodedList)
  if (zipped === null) return null
  try {
    const bits = await gzip.unzip(zipped, maxListBytes)
    return bits.length * 8 < statusListSize ? null : bits
  } catch {
    return null
  }
}

/** W3C Bitstring Status List §BitstringStatusListCredential, unsigned. `validFrom` must rise with every new text (`nextValidFrom`). */
export function statusListCredential(list: {
  base: string
  token: string
  issuer: string
  purpose: 'revocation' | 'suspension'
  validFrom: string
  encodedList: string
}) {
  const id = addressOf(list.base, sitePaths.statusList(list.token))
  return {
    '@context': [credentials2],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: list.encodedList,
    },
  }
}

/** The time that a list's next text is valid from: now, but always at least a second after the text it replaces, whatever the clock says. */
export function nextValidFrom(now: string, previous: string | null): string {
  if (previous === null || now > previous) return now
  return new Date(Date.parse(previous) + 1000).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
