import type { Quad, Term } from 'rdf-canonize'
import type { VerifyEd25519 } from '../ports'
import { decodeBase58 } from './base58'
import { toBinaryText } from './binary-text'
import { canonicalize, toQuads } from './canonical'
import { cryptosuite } from './proof'
import { type BinaryDigest, compileHash, escapeLiteral } from './v3/batch'

/**
 * Checks the proofs of many documents that are built alike, without JSON-LD for each: documents that differ in a few texts only
 * have canonical forms that differ in these texts only. Made for a library's own credentials, of which a hundred thousand
 * are checked at a time.
 *
 * A document is written as JSON with numbered marks in place of those texts: equal writings, one form. The form is worked out
 * once, from the document with the marks in it, by the general way; it counts only where every mark comes out whole, as
 * a plain literal or as an IRI of its own. That makes it hold for every text: JSON-LD looks into the value of a
 * plain string nowhere (JSON-LD 1.1 API, §5.3 and §8.2), and RDFC-1.0 orders what is written.
 *
 * What this says yes to carries a signature by the key over a canonical form in which every part of the document stands: the
 * fixed ones by the form, the others by their marks. It never says no: whatever is unusual, or wrong, is
 * `verifyProof`'s to judge.
 */
export function quickProofs({ digest, verifyEd25519 }: { digest: BinaryDigest; verifyEd25519: VerifyEd25519 }) {
  /** By writing: how to hash, null for the general way, undefined for one that was met once: most shapes are met often or never again. */
  const shapes = new Map<string, Shape | null | undefined>()
  const optionHashes = new Map<string, string>()

  const shapeFor = async (written: Written, document: object): Promise<Shape | null> => {
    const known = shapes.get(written.text)
    if (known !== undefined) return known
    if (!shapes.has(written.text)) {
      remember(shapes, written.text, undefined)
      return null
    }
    const shape = await compile(written, document, digest).catch(() => null)
    remember(shapes, written.text, shape)
    return shape
  }

  const optionsHash = async (options: object, context: unknown): Promise<string> => {
    const stated = { ...options, '@context': context }
    const text = JSON.stringify(stated)
    const known = optionHashes.get(text)
    if (known !== undefined) return known
    const hash = digest(toBinaryText(await canonicalize(stated)))
    remember(optionHashes, text, hash)
    return hash
  }

  /** True where this proof of the document was surely made by the Ed25519 key; false where `verifyProof` has to be asked. */
  return async (
    document: Readonly<Record<string, unknown>>,
    proof: Readonly<Record<string, unknown>>,
    publicKey: Uint8Array,
  ): Promise<boolean> => {
    if (proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== cryptosuite) return false
    const { proofValue: value, ...options } = proof
    const signature = typeof value === 'string' && value.startsWith('z') ? decodeBase58(value.slice(1)) : null
    // A proof that names one before it covers that one too.
    if (signature?.length !== 64 || '@context' in options || 'previousProof' in options) return false
    const { proof: _, ...unsigned } = document
    const written = write(unsigned)
    const documentHash = (await shapeFor(written, unsigned))?.(written.values)
    if (documentHash === null || documentHash === undefined) return false
    const bytes = fromHex((await optionsHash(options, document['@context'])) + documentHash)
    return verifyEd25519(publicKey, bytes, signature)
  }
}

/** The hash of a document's canonical form from the texts in its slots; null where their order decides more than the form knows. */
type Shape = (values: readonly string[]) => string | null

/** Shapes and options that are kept; a library has one or two for each badge and each day of signing. */
const most = 200
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= most) map.clear()
  map.set(key, value)
}

/** A document as JSON with marks in its slots, what stands in them, and the terms that the marks have to come out as. */
type Written = { text: string; values: string[]; terms: Slot[] }
type Slot = { termType: 'Literal' | 'NamedNode'; value: string }

/** The same for all of a badge's credentials: never a slot, which keeps the number of slots small. */
const fixed = new Set(['@context', 'issuer', 'achievement', 'type'])
/** Where plain texts stand that differ from one award to the next. Whether they are plain is proved when a form is worked out. */
const literals = new Set([
  'validFrom',
  'validUntil',
  'awardedDate',
  'identityHash',
  'salt',
  'narrative',
  'statusListIndex',
  'licenseNumber',
])
/**
 * Ids that JSON-LD takes as they are. The slot is what follows `#`, else the last folder and file, as our own addresses have them:
 * with what stands before, statements have an order whatever their slots hold. No letter that N-Quads escapes.
 */
const address =
  /^(https?:\/\/\w[^#]*#|https?:\/\/\w.*\/(?=[^/#]+\/[^/#]+$)|urn:uuid:(?=[\da-f-]{36}$))([\w\-.~:/?#[\]@!$&'()*+,;=%]+)$/

function write(document: object): Written {
  const written: Written = { text: '', values: [], terms: [] }
  written.text = writeValue(document, '', written)
  return written
}

function writeValue(value: unknown, name: string, written: Written): string {
  if (typeof value === 'string') {
    if (name === 'id') {
      const [, head, rest] = address.exec(value) ?? []
      if (head !== undefined && rest !== undefined) return marked('NamedNode', head, rest, written)
    } else if (literals.has(name) && value.isWellFormed()) return marked('Literal', '', value, written)
    return JSON.stringify(value)
  }
  if (typeof value !== 'object' || value === null || fixed.has(name)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, name, written)).join()}]`
  const entries = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${writeValue(part, key, written)}`)
  return `{${entries.join()}}`
}

const markHead = '//slot.invalid/'
const markOf = (slot: number) => `${markHead}${String(slot)}/`

function marked(termType: Slot['termType'], head: string, value: string, { values, terms }: Written): string {
  const text = head + markOf(values.push(value) - 1)
  terms.push({ termType, value: text })
  return JSON.stringify(text)
}

/** Works out the form of a writing; null where it does not hold for every text, or not even for this document. */
async function compile(written: Written, document: object, digest: BinaryDigest): Promise<Shape | null> {
  const { text, values, terms } = written
  // A mark that the document held by itself would be taken for a slot.
  if (text.split(markHead).length - 1 !== values.length) return null
  const quads = await toQuads(JSON.parse(text) as object)
  const marks = values.map((_, slot) => markOf(slot))
  if (!marks.every((mark, slot) => comesOutWhole(mark, terms[slot], quads))) return null
  const sample = values.map(escapeLiteral)
  const hash = compileHash(quads, marks, sample, digest)
  if (hash?.(sample) !== digest(toBinaryText(await canonicalize(document)))) return null
  return (filled) => hash(filled.map(escapeLiteral))
}

/** Types whose values JSON-LD writes as they are. The third is what context 3.0.3 makes of `awardedDate`: it forgets to say what xsd is. */
const plainTypes = [
  'http://www.w3.org/2001/XMLSchema#string',
  'http://www.w3.org/2001/XMLSchema#dateTime',
  'xsd:dateTime',
]

/** Whether a mark stands in statements, and nowhere but in the term that it has to come out as. */
function comesOutWhole(mark: string, slot: Slot | undefined, quads: readonly Quad[]): boolean {
  let found = false
  for (const { subject, predicate, object, graph } of quads) {
    if (predicate.value.includes(mark) || graph.value.includes(mark)) return false
    for (const term of [subject, object]) {
      if (!term.value.includes(mark)) continue
      if (term.termType !== slot?.termType || term.value !== slot.value || !isPlain(term)) return false
      found = true
    }
  }
  return found
}

const isPlain = (term: Term) =>
  term.termType !== 'Literal' || (term.language === undefined && plainTypes.includes(term.datatype.value))

function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16)
  return bytes
}
