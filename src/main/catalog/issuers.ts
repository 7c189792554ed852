import { z } from 'zod'
import { receivedEndorsement } from '../../core/contract/achievement'
import { brand as brandShape, type Brand } from '../../core/designs/brand'
import type { Issuer, issuersContract } from '../../core/contract/issuers'
import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { journalGone, journalRow } from './journal-lines'
import { pictureRow } from './pictures'
import { siteAt } from './sites'
import { prepared } from './sqlite'
import { countUses, dropScopes } from './uses'

/** How the column `endorsements` is read. */
export const storedEndorsements = z.array(receivedEndorsement)

export type SaveIssuer = z.output<NonNullable<(typeof issuersContract.save)['~orpc']['inputSchema']>>

/** A row of the table `issuer`. */
export type IssuerRow = {
  id: string
  token: string
  name: string
  email: string
  url: string
  description: string
  site_id: string | null
  hosting_decided: 0 | 1
  formats: 'both' | '2.0' | '3.0'
  assertion_proof: 'hosted' | 'signed'
  credential_proof: 'data_integrity' | 'jwt'
  suspendable: 0 | 1
  endorsements: string
  show_names: 0 | 1
  brand: string | null
  created_at: string
  updated_at: string
  rev: number
}
type ReadRow = IssuerRow & { base_url: string | null; public_multibase: string | null }

const read = `SELECT issuer.*, site.base_url,
    (SELECT public_multibase FROM signing_key
      WHERE issuer_id = issuer.id AND kind = 'ed25519' AND retired_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1) AS public_multibase
  FROM issuer LEFT JOIN site ON site.id = issuer.site_id`

/** Every issuer profile, oldest first. */
export const listIssuers = (catalog: Catalog): Issuer[] =>
  prepared<[], ReadRow>(catalog.db, `${read} ORDER BY issuer.created_at, issuer.id`).all().map(toIssuer)

/** One issuer profile. Throws `not_found`. */
export function readIssuer(catalog: Catalog, id: string): Issuer {
  const row = prepared<[string], ReadRow>(catalog.db, `${read} WHERE issuer.id = ?`).get(id)
  if (!row) throw missing()
  return toIssuer(row)
}

/** Makes an issuer profile, or changes the one named by id; what is not named stays. Throws `not_found`. */
export function saveIssuer(catalog: Catalog, input: SaveIssuer): Issuer {
  const id = input.id ?? catalog.newId()
  catalog.write((tx) => {
    const known = input.id === undefined ? null : issuerRow(catalog, input.id)
    const at = catalog.now()
    const row: IssuerRow = {
      id,
      token: known?.token ?? catalog.newToken(),
      name: input.name,
      email: input.email,
      url: input.url,
      description: input.description ?? known?.description ?? '',
      site_id: known?.site_id ?? null,
      hosting_decided: known?.hosting_decided ?? 0,
      formats: input.formats ?? known?.formats ?? 'both',
      assertion_proof: input.assertionProof ?? known?.assertion_proof ?? 'hosted',
      credential_proof: input.credentialProof ?? known?.credential_proof ?? 'data_integrity',
      suspendable: input.suspendable === undefined ? (known?.suspendable ?? 0) : input.suspendable ? 1 : 0,
      endorsements:
        input.endorsements === undefined ? (known?.endorsements ?? '[]') : JSON.stringify(input.endorsements),
      show_names: input.showNames === undefined ? (known?.show_names ?? 0) : input.showNames ? 1 : 0,
      brand: known?.brand ?? null,
      created_at: known?.created_at ?? at,
      updated_at: at,
      rev: tx.nextRev(),
    }
    store(catalog, tx, row)
    tx.audit('issuers.saved', { issuerId: id, isNew: known === null })
  })
  return readIssuer(catalog, id)
}

/**
 * Decides the hosting address, or "not yet" with null. Another address is another site: awards made before keep theirs.
 * Throws `not_found` and `invalid_input` (field baseUrl).
 */
export function setHosting(catalog: Catalog, id: string, baseUrl: string | null): Issuer {
  catalog.write((tx) => {
    const known = issuerRow(catalog, id)
    const site = baseUrl === null ? null : siteAt(catalog, tx, baseUrl)
    if (known.hosting_decided === 1 && known.site_id === (site?.id ?? null)) return
    const change = {
      site_id: site?.id ?? null,
      hosting_decided: 1,
      updated_at: catalog.now(),
      rev: tx.nextRev(),
    } as const
    store(catalog, tx, { ...known, ...change })
    tx.audit('issuers.hosting_decided', { issuerId: id, siteId: change.site_id })
  })
  return readIssuer(catalog, id)
}

/** Chooses the brand kit of an issuer, or none with null. Throws `not_found`, also where its logo is no kept picture (field logoSha256). */
export function setBrand(catalog: Catalog, id: string, brand: Brand | null): Issuer {
  catalog.write((tx) => {
    const known = issuerRow(catalog, id)
    const logo = brand?.logoSha256 ?? null
    if (logo !== null && pictureRow(catalog, logo) === null)
      throw new BlazonError('not_found', 'no such picture', { field: 'logoSha256' })
    const text = brand === null ? null : JSON.stringify(brand)
    if (known.brand === text) return
    store(catalog, tx, { ...known, brand: text, updated_at: catalog.now(), rev: tx.nextRev() })
    tx.audit('issuers.brand_chosen', { issuerId: id })
  })
  return readIssuer(catalog, id)
}

/** What holds on to an issuer profile; keys are in its public documents, and sign for it. */
const uses = {
  badges: `SELECT count(*) FROM badge WHERE issuer_id = @id
    OR EXISTS (SELECT 1 FROM badge_under_issuer WHERE badge_id = badge.id AND issuer_id = @id)`,
  awards: 'SELECT count(*) FROM award WHERE issuer_id = @id',
  endorsements: 'SELECT count(*) FROM endorsement WHERE issuer_id = @id',
  keys: 'SELECT count(*) FROM signing_key WHERE issuer_id = @id',
} as const

/** Deletes a profile that nothing stands under. Throws `not_found` and `conflict` (reason issuer_in_use, with what there is; row 52). */
export function removeIssuer(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    issuerRow(catalog, id)
    const held = countUses(catalog, uses, { id })
    if (Object.keys(held).length > 0)
      throw new BlazonError('conflict', 'something stands under the issuer', { reason: 'issuer_in_use', ...held })
    dropScopes(catalog, 'issuer', id)
    prepared<[string]>(catalog.db, 'DELETE FROM issuer WHERE id = ?').run(id)
    journalGone(tx, 'issuer', [id])
    tx.audit('issuers.removed', { issuerId: id })
  })
}

/** A brand as it is stored; one that this version does not understand counts as none, and stays stored. */
function storedBrand(text: string | null): Brand | null {
  if (text === null) return null
  try {
    return brandShape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The stored row of an issuer. Throws `not_found`. */
export function issuerRow(catalog: Catalog, id: string): IssuerRow {
  const row = prepared<[string], IssuerRow>(catalog.db, 'SELECT * FROM issuer WHERE id = ?').get(id)
  if (!row) throw missing()
  return row
}

const missing = () => new BlazonError('not_found', 'no such issuer', { field: 'issuerId' })

function store(catalog: Catalog, tx: Transaction, row: IssuerRow): void {
  prepared<IssuerRow>(
    catalog.db,
    `INSERT INTO issuer (id, token, name, email, url, description, site_id, hosting_decided, formats, assertion_proof, credential_proof, suspendable, endorsements, show_names, brand, created_at, updated_at, rev)
     VALUES (@id, @token, @name, @email, @url, @description, @site_id, @hosting_decided, @formats, @assertion_proof, @credential_proof, @suspendable, @endorsements, @show_names, @brand, @created_at, @updated_at, @rev)
     ON CONFLICT (id) DO UPDATE SET name = @name, email = @email, url = @url, description = @description, site_id = @site_id,
       hosting_decided = @hosting_decided, formats = @formats, assertion_proof = @assertion_proof, credential_proof = @credential_proof,
       suspendable = @suspendable, endorsements = @endorsements, show_names = @show_names, brand = @brand, updated_at = @updated_at, rev = @rev`,
  ).run(row)
  journalRow(tx, 'issuer', row)
}

const toIssuer = (row: ReadRow): Issuer => ({
  id: row.id,
  token: row.token,
  name: row.name,
  email: row.email,
  url: row.url,
  description: row.description,
  baseUrl: row.base_url,
  hostingDecided: row.hosting_decided === 1,
  formats: row.formats,
  assertionProof: row.assertion_proof,
  credentialProof: row.credential_proof,
  suspendable: row.suspendable === 1,
  endorsements: storedEndorsements.parse(JSON.parse(row.endorsements)),
  showNames: row.show_names === 1,
  brand: storedBrand(row.brand),
  createdAt: row.created_at,
  publicKey: row.public_multibase,
})
