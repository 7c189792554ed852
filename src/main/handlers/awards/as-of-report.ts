import { createHash, createPublicKey } from 'node:crypto'
import type { z } from 'zod'
import type { AwardAsOf, awardsContract } from '../../../core/contract/awards'
import { BlazonError } from '../../../core/errors'
import { decodeMultikey } from '../../../core/openbadges/multikey'
import { csvCell } from '../../../core/people/csv-cell'
import { listAwardsAsOf, type AsOfPage } from '../../catalog/awards-as-of'
import type { Catalog } from '../../catalog/catalog'
import { inSlices } from '../../catalog/in-slices'
import { listIssuers } from '../../catalog/issuers'
import { writeFiles } from '../../delivery/folder'
import { writeFileAtomicallySync } from '../../platform/atomic-write'
import type { Platform } from '../../platform/platform'

type Request = z.output<NonNullable<(typeof awardsContract.asOfReport)['~orpc']['inputSchema']>>

/** An issuer's Ed25519 signature of 32 bytes, with the key that proves it. */
export type SignDigest = (
  issuerId: string,
  digest: Uint8Array,
) => Promise<{ verificationMethod: string; publicKeyMultibase: string; signature: Uint8Array }>

type Deps = {
  catalog: Catalog
  chooseFolder: Platform['chooseFolder']
  rememberFolder: (id: string, path: string) => string
  signDigest: SignDigest
}

const columns = [
  ['award', (row) => row.id],
  ['person', (row) => row.personName],
  ['address', (row) => row.email ?? ''],
  ['badge', (row) => row.badgeName],
  ['version', (row) => String(row.badgeVersion)],
  ['issuer', (row) => row.issuerName],
  ['awarded_on', (row) => row.awardedAt],
  ['recorded_on', (row) => row.recordedAt],
  ['valid_until', (row) => row.expiresAt ?? ''],
  ['state', (row) => row.state],
  ['reason', (row) => row.reason],
] as const satisfies readonly (readonly [string, (row: AwardAsOf) => string])[]

const line = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`

/**
 * Writes what the library knew of its awards at a moment as CSV (RFC 4180, UTF-8), with a proof beside it that names the file's SHA-256 and
 * carries a signature of it by every issuer in the list. The library cannot prove to others what it knew when: the signature says that the
 * issuer stands by the list, and since when nobody changed it.
 */
export async function writeAsOfReport(
  { catalog, chooseFolder, rememberFolder, signDigest }: Deps,
  { at, issuerId }: Request,
): Promise<{ folderId: string; folder: string; files: string[]; awards: number }> {
  const text: string[] = [line(columns.map(([name]) => name))]
  const issuers = new Map<string, string>()
  let cursor: string | null = null
  let awards = 0
  do {
    const page: AsOfPage = await inSlices(listAwardsAsOf(catalog, { at, issuerId, cursor, limit: 500 }))
    for (const row of page.rows) {
      text.push(line(columns.map(([, read]) => read(row))))
      issuers.set(row.issuerId, row.issuerName)
    }
    awards += page.rows.length
    cursor = page.next
  } while (cursor !== null)
  // An empty list is a statement too.
  for (const { id, name } of listIssuers(catalog))
    if (issuers.size === 0 && (issuerId === undefined || issuerId === id)) issuers.set(id, name)
  if (issuers.size === 0) throw new BlazonError('not_found', 'no issuer to sign the list', { field: 'issuerId' })

  const bytes = Buffer.from(text.join(''))
  const digest = createHash('sha256').update(bytes).digest()
  const signatures = []
  for (const [id, issuer] of issuers) {
    const { signature, publicKeyMultibase, ...rest } = await signDigest(id, digest)
    signatures.push({
      issuer,
      ...rest,
      publicKeyMultibase,
      publicKeyPem: pemOf(publicKeyMultibase),
      signature: Buffer.from(signature).toString('base64'),
    })
  }

  const name = `Awards as of ${at.slice(0, 10)}.csv`
  const folder = await chooseFolder('export', name.slice(0, -'.csv'.length))
  const written = await placeFile(folder, { fileName: name, bytes })
  const proof = {
    file: written,
    asOf: at,
    writtenAt: catalog.now(),
    awards,
    sha256: digest.toString('hex'),
    signatures,
    howToCheck: [
      `1. The SHA-256 of the file must be the one above: sha256sum "${written}"`,
      '2. Each signature is an Ed25519 signature (RFC 8032) of those 32 bytes. Save publicKeyPem as key.pem, then:',
      `   openssl dgst -sha256 -binary "${written}" > digest; printf %s "<signature>" | base64 -d > signature`,
      '   openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in digest -sigfile signature',
      '3. Whether the key is the issuer’s says verificationMethod: with did:web it stands in the document that the issuer publishes at its web address; with did:key the name is the key itself.',
      'The signatures prove who stands by this list and that it was not changed since. That the library knew these things on that day is the issuer’s word.',
    ],
  }
  const proofName = await placeFile(folder, {
    fileName: `${written}.proof.json`,
    bytes: Buffer.from(`${JSON.stringify(proof, null, 2)}\n`),
  })
  return {
    folderId: rememberFolder(`export-${catalog.newId()}`, folder),
    folder,
    files: [written, proofName],
    awards,
  }
}

/** Writes one file beside whatever is there; the name that it got. */
async function placeFile(folder: string, file: { fileName: string; bytes: Uint8Array }): Promise<string> {
  const job = writeFiles(folder, [file], writeFileAtomicallySync)
  for (;;) {
    const step = await job.next()
    if (step.done) return step.value[0] ?? file.fileName
  }
}

/** An Ed25519 key as other programs read it (SubjectPublicKeyInfo, RFC 8410). */
function pemOf(publicKeyMultibase: string): string {
  const x = Buffer.from(decodeMultikey(publicKeyMultibase) ?? []).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString()
}
