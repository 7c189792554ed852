import { uuidOfToken } from '../../../core/openbadges/addresses'
import { looksLikeJws, readJws } from '../../../core/openbadges/check/jws'
import type { JsonObject } from '../../../core/openbadges/check/read-json'
import { idOf } from '../../../core/openbadges/check/values'
import type { Catalog } from '../../catalog/catalog'
import { readOwnAward } from '../../catalog/own-awards'
import type { OwnAward } from '../../verification/file-verifier'

/**
 * Finds an award of this library by its assertion's or credential's id and the badge or issuer that this names, so that it verifies with what the library knows
 * (a revocation that is not public yet, the picture it was awarded in); null where the library does not hold that very
 * document.
 */
export function ownAwards(catalog: Catalog): (id: string, by: string | null) => Promise<OwnAward | null> {
  return async (id, by) => {
    for (const token of tokensOfId(id)) {
      const award = readOwnAward(catalog, token)
      if (!award || ![award.assertion, award.credential].some((document) => isNamed(document, id, by))) continue
      const { id: awardId, revokedAt, suspendedAt, pixelDigest } = award
      return { awardId, revokedAt, suspendedAt, reason: award.revokedReason ?? award.suspendedReason, pixelDigest }
    }
    return null
  }
}

/** The tokens that an id may have been made from: one in an address, some in a `urn:uuid:`. */
function tokensOfId(id: string): string[] {
  const uuid = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1]
  if (uuid) return tokensOfUuid(uuid)
  const token = /\/(?:assertions|credentials)\/[a-z2-7]{2}\/([a-z2-7]{26})\.(?:json|jwt)$/.exec(id)?.[1]
  return token ? [token] : []
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * The 256 tokens that `uuidOfToken` makes one UUID from: it drops a token's last two bits and the six that a UUID's
 * version and variant take. A look at an index for each, since the id itself stands in no column.
 */
export function tokensOfUuid(uuid: string): string[] {
  const bits = BigInt(`0x${uuid.replaceAll('-', '')}`)
  const kept = (bits & ~(0xfn << 76n) & ~(3n << 62n)) << 2n
  const tokens = Array.from({ length: 256 }, (_, dropped) => {
    const lost = BigInt(dropped)
    let whole = kept | (lost & 3n) | (((lost >> 2n) & 3n) << 64n) | ((lost >> 4n) << 78n)
    let token = ''
    for (let letter = 0; letter < 26; letter++, whole >>= 5n) token = alphabet.charAt(Number(whole & 31n)) + token
    return token
  })
  // Whatever version it says: that of a signed assertion is 4.
  const plain = `${uuid.slice(0, 14)}8${uuid.slice(15)}`
  return tokens.filter((token) => uuidOfToken(token) === plain)
}

function isNamed(document: string | null, id: string, by: string | null): boolean {
  if (document === null) return false
  const stored = looksLikeJws(document) ? readJws(document)?.payload : (JSON.parse(document) as JsonObject)
  return stored?.id === id && idOf(stored.issuer ?? stored.badge) === by
}
