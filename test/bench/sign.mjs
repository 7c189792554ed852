/**
 * Documents of a batch: both formats built, the OB 3.0 credential canonicalised and signed, as texts ready to be stored;
 * beside nothing but the raw Ed25519 signatures of 64 bytes each (`share`), and beside `@digitalbazaar/vc` issuing the same
 * credentials from documents that are already built (`ratio`).
 */
import { pathToFileURL } from 'node:url'
import { awards, issuing, signBytes } from './award-facts.mjs'
import { bundle } from './bundle.mjs'
import { median, medianRatio, takeTurns } from './measure.mjs'

export const goals = { share: ['>=', 0.6], ratio: ['>=', 10] }

export async function run({ json }) {
  const { documentIssuer, peerOf } = await import(
    pathToFileURL(await bundle('test/bench/verify-code.ts', 'verify-code')).href
  )
  const { issue } = documentIssuer(issuing)
  const unsigned = []
  for (const award of awards.slice(0, 500)) {
    const { proof: _, ...document } = JSON.parse((await issue(award)).credential)
    unsigned.push(document)
  }
  const peer = await peerOf(issuing)

  let next = 0
  const message = Buffer.alloc(64, 7)
  const rates = await takeTurns({
    ours: () => issue(awards[next++ % awards.length]),
    raw: () => signBytes(message),
    peer: () => peer.issue(unsigned[next++ % unsigned.length]),
  })
  const figures = {
    ours_per_s: Math.round(median(rates.ours)),
    raw_ed25519_per_s: Math.round(median(rates.raw)),
    share: Number(medianRatio(rates, 'ours', 'raw').toFixed(3)),
    digitalbazaar_per_s: Math.round(median(rates.peer)),
    ratio: Number(medianRatio(rates, 'ours', 'peer').toFixed(1)),
  }
  if (!json)
    console.error(
      `  ${(1e6 / figures.ours_per_s - 1e6 / figures.raw_ed25519_per_s).toFixed(1)} µs each besides the signature`,
    )
  return { sign: figures }
}
