/**
 * Signatures of credentials checked:
 * - `own_per_s`: a library's own, as `library.check` does it for each award. Goal: 5,000 a second on one core, of the 9,300 that
 *   Ed25519 allows on an idle machine of limits.md. In processor time of the one thread that does it all; `raw_ed25519_per_s` is
 *   the signature alone, measured between, and `own_share` the part of it that is reached;
 * - `foreign_per_s`: somebody else's, all that `verification.check` says of a document (structure, dates, recipient, key and
 *   signature), with the issuer's DID document handed over from memory;
 * - `digitalbazaar_per_s`: `@digitalbazaar/vc` verifying the same credentials with the same documents from memory;
 * - `ratio`: foreign by digitalbazaar.
 */
import { verify } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { awards, issuing, multikey, publicKey, signBytes } from './award-facts.mjs'
import { bundle } from './bundle.mjs'
import { median, medianRatio, takeTurns } from './measure.mjs'

export const goals = { own_per_s: ['>=', 5000], ratio: ['>=', 1] }

export async function run() {
  const { checkPayload, documentIssuer, foreignPorts, ownVerifier, peerOf } = await import(
    pathToFileURL(await bundle('test/bench/verify-code.ts', 'verify-code')).href
  )
  const { issue } = documentIssuer(issuing)
  // One after the other: the first works out the shape of all.
  const issued = async (some) => {
    const texts = []
    for (const award of some) texts.push((await issue(award)).credential)
    return texts
  }
  const own = await issued(awards)
  // Whether it was withdrawn is another signature, of a list; not what is measured here.
  const foreign = await issued(awards.slice(0, 500).map((award) => ({ ...award, status: null })))
  const documents = foreign.map((text) => JSON.parse(text))

  const verifyOwn = ownVerifier((name) => (name === multikey ? multikey : null))
  const ports = foreignPorts(issuing)
  const peer = await peerOf(issuing)
  const must = async (holds, what) => {
    if (!(await holds)) throw new Error(`${what} is refused; nothing to compare`)
  }
  await must(verifyOwn(own[0]), 'an own credential')
  const mistaken = verifyOwn(own[0].replace('Reading Star', 'Reading Stars')).then((holds) => !holds)
  await must(mistaken, 'nothing: an altered credential')
  await must(peer.verify(documents[0]), 'a credential, by the peer')
  const judged = await checkPayload(foreign[0], ports)
  await must(judged.verdict === 'valid', `a credential, by us: ${JSON.stringify(judged.because)}`)

  let next = 0
  const message = Buffer.alloc(64, 7)
  const signature = signBytes(message)
  const owns = await takeTurns(
    { own: () => verifyOwn(own[next++ % own.length]), raw: () => verify(null, message, publicKey, signature) },
    { clock: 'processor' },
  )
  const others = await takeTurns({
    foreign: () => checkPayload(foreign[next++ % foreign.length], ports),
    peer: () => peer.verify(documents[next++ % documents.length]),
  })
  return {
    verify: {
      own_per_s: Math.round(median(owns.own)),
      raw_ed25519_per_s: Math.round(median(owns.raw)),
      own_share: Number(medianRatio(owns, 'own', 'raw').toFixed(3)),
      foreign_per_s: Math.round(median(others.foreign)),
      digitalbazaar_per_s: Math.round(median(others.peer)),
      ratio: Number(medianRatio(others, 'foreign', 'peer').toFixed(2)),
    },
  }
}
