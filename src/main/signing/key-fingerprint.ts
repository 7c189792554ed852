import { toHex } from '../../core/openbadges/hex'
import { sha256 } from './ports'

/** A public key in short, to read aloud and compare: the first 8 bytes of the SHA-256 of its text, in hex, in fours. */
export const keyFingerprint = (publicMultibase: string): string =>
  toHex(sha256(new TextEncoder().encode(publicMultibase)).subarray(0, 8)).replace(/.{4}(?=.)/g, '$& ')
