import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** About a tenth of a second and 32 MiB: nobody notices at a desk, a file of hashes holds out longer. */
const cost = { logN: 15, r: 8, p: 1 }
const saltBytes = 16
const hashBytes = 32
/** What a stored hash may ask of this computer: a changed row must not cost a gibibyte. */
const most = { logN: 17, r: 16, p: 4 }

/** A PIN as it is stored: `scrypt$logN$r$p$salt$hash`, in base64url. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const hash = await derive(pin, salt, cost)
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether a PIN is the one that was stored; compared in constant time. What is stored and cannot be read fits nothing. */
export async function pinFits(pin: string, stored: string): Promise<boolean> {
  const [kind, logN, r, p, salt, hash] = stored.split('$')
  const asked = { logN: Number(logN), r: Number(r), p: Number(p) }
  const isKnown =
    kind === 'scrypt' &&
    (['logN', 'r', 'p'] as const).every((it) => Number.isInteger(asked[it]) && asked[it] >= 1 && asked[it] <= most[it])
  if (!isKnown || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64url')
  const found = await derive(pin, Buffer.from(salt, 'base64url'), asked)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** The same PIN typed on another keyboard is the same PIN. */
const typed = (pin: string) => pin.normalize('NFKC')

const derive = (pin: string, salt: Buffer, { logN, r, p }: typeof cost) =>
  new Promise<Buffer>((resolve, reject) => {
    const N = 2 ** logN
    scrypt(typed(pin), salt, hashBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
