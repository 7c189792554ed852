import type { Quad, Term } from 'rdf-canonize'
import { toBinaryText } from '../binary-text'
import { canonicalize, toQuads } from '../canonical'
import { documentText } from '../document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../facts'
import { type Proof, proofOptions } from '../proof'
import { jsonEscaped, markedAward, slotMarks, slotValues } from '../slots'
import { cut, fill, fillSorted, hasSlots, type Sorted, sortTemplates } from '../template'
import { credential, verificationMethodOf } from './build'

/**
 * Lower-case hex SHA-256, at once, of a text whose characters are bytes (U+0000 to U+00FF, "binary string"). UTF-8 is
 * made of the fixed parts once, when a shape is compiled, instead of 4 KB of text for every award.
 */
export type BinaryDigest = (binary: string) => string

/** What all credentials of a batch have in common. */
export type CredentialBatch = {
  place: DocumentPlace
  badge: BadgeFacts
  /** When the proofs are made. */
  signedAt: string
}

/** Writes the credentials of awards of one shape (`shapeOf`) without JSON-LD. */
export type CredentialShape = {
  /** SHA-256 (hex) of the canonical form of the unsigned credential; null where this award needs the general way. */
  hash: (award: AwardFacts) => string | null
  /** The signed credential's JSON text, letter for letter what `documentText` gives. */
  text: (award: AwardFacts, proofValue: string) => string
}

const proofValueMark = '~slot:proofValue~'

/**
 * Works out the shape of one kind of credential from an award of that kind: the general way once, then what is fixed
 * and what varies. Gives null where the outcome does not equal the general way for that very award (badge texts that hold
 * a mark, statements that coincide): such awards take the general way. Throws `NotCanonical` as the general way does.
 *
 * The method (RDFC-1.0 §4.4): with first-degree hashes all different, canonical labels follow from the order of those
 * hashes alone; the hash of a blank node whose statements hold no slot is computed once.
 */
export async function compileShape(
  batch: CredentialBatch,
  award: AwardFacts,
  digest: BinaryDigest,
): Promise<CredentialShape | null> {
  const { place, badge } = batch
  const { base } = place
  const marks = slotMarks(base)
  const document = credential(place, badge, markedAward(award))
  const options = proofOptions(batch.signedAt, verificationMethodOf(place))
  const proof: [Proof] = [{ ...options, proofValue: proofValueMark }]
  const json = cut(documentText({ ...document, proof }), [...marks, proofValueMark])

  const quickHash = compileHash(await toQuads(document), marks, slotValues(base, award, escapeLiteral), digest)
  if (quickHash === null) return null
  const hash = (facts: AwardFacts) => quickHash(slotValues(base, facts, escapeLiteral))
  const text = (facts: AwardFacts, proofValue: string) =>
    fill(json, [...slotValues(base, facts, jsonEscaped), proofValue])

  const general = credential(place, badge, award)
  const sameHash = hash(award) === digest(toBinaryText(await canonicalize(general)))
  const sameText = text(award, 'z1') === documentText({ ...general, proof: [{ ...options, proofValue: 'z1' }] })
  return sameHash && sameText ? { hash, text } : null
}

/** Sorted statements with values in their slots, as binary text. */
type Writer = (values: readonly string[], binaryValues: readonly string[]) => string

function writerOf(sorted: Sorted): Writer {
  if ('loose' in sorted) return (values) => toBinaryText(fillSorted(sorted, values))
  const template = sorted.fixed.map((piece) => (typeof piece === 'string' ? toBinaryText(piece) : piece))
  return (_, binaryValues) => fill(template, binaryValues)
}

/** The hash of the canonical form as a function of the slots' values; null where even the fixed part needs the general way. */
export function compileHash(
  quads: Quad[],
  marks: readonly string[],
  sample: readonly string[],
  digest: BinaryDigest,
): ((values: readonly string[]) => string | null) | null {
  const labels = [...new Set(quads.flatMap(blankLabels))]
  const statement = (quad: Quad, label: (blank: string) => string) => cut(statementOf(quad, label), marks)

  /** First-degree hashes (RDFC-1.0 §4.6): known already, or how to write what is hashed. */
  const nodes: (string | Writer)[] = labels.map((own) => {
    const mentions = quads.filter((quad) => blankLabels(quad).includes(own))
    const templates = mentions.map((quad) => statement(quad, (blank) => (blank === own ? '_:a' : '_:z')))
    const write = writerOf(sortTemplates(templates, sample))
    return templates.some(hasSlots) ? write : digest(write(sample, []))
  })
  const fixedHashes = nodes.filter((node) => typeof node === 'string')
  if (new Set(fixedHashes).size < fixedHashes.length) return null

  /** The whole, for each order of blank nodes met so far. */
  const wholes = new Map<string, Writer>()
  const wholeFor = (order: readonly number[]): Writer => {
    const key = order.join()
    let write = wholes.get(key)
    if (write === undefined) {
      const canonicalLabel = new Map(order.map((node, number) => [labels[node], `_:c14n${String(number)}`]))
      const templates = quads.map((quad) => statement(quad, (blank) => canonicalLabel.get(blank) ?? blank))
      write = writerOf(sortTemplates(templates, sample))
      wholes.set(key, write)
    }
    return write
  }

  return (values) => {
    const binaryValues = values.map(toBinaryText)
    const hashes = nodes.map((node) => (typeof node === 'string' ? node : digest(node(values, binaryValues))))
    const order = orderOf(hashes)
    return order === null ? null : digest(wholeFor(order)(values, binaryValues))
  }
}

/** The positions of hashes in ascending order; null where two are equal. */
function orderOf(hashes: readonly string[]): number[] | null {
  const order: number[] = []
  for (const [position, hash] of hashes.entries()) {
    let at = order.length
    for (; at > 0; at--) {
      const before = hashes[order[at - 1] ?? 0] ?? ''
      if (before === hash) return null
      if (before < hash) break
    }
    order.splice(at, 0, position)
  }
  return order
}

function blankLabels({ subject, object, graph }: Quad): string[] {
  return [subject, object, graph].flatMap((term) => (term.termType === 'BlankNode' ? [term.value] : []))
}

/** One canonical N-Quads statement (RDFC-1.0 §5), blank nodes labelled as asked. */
function statementOf({ subject, predicate, object, graph }: Quad, label: (blank: string) => string): string {
  const term = (it: Term): string => {
    if (it.termType === 'BlankNode') return label(it.value)
    if (it.termType !== 'Literal') return `<${escapeIri(it.value)}>`
    const text = `"${escapeLiteral(it.value)}"`
    if (it.datatype.value === `${rdf}langString`) return it.language === undefined ? text : `${text}@${it.language}`
    return it.datatype.value === xsdString ? text : `${text}^^<${escapeIri(it.datatype.value)}>`
  }
  const context = graph.termType === 'DefaultGraph' ? '' : ` ${term(graph)}`
  return `${term(subject)} ${term(predicate)} ${term(object)}${context} .\n`
}

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const xsdString = 'http://www.w3.org/2001/XMLSchema#string'

/** Canonical N-Quads escapes of a literal: short ones where there are, `\uXXXX` for the other control characters. */
export function escapeLiteral(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => shortEscapes[character] ?? longEscape(character))
}
const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

function escapeIri(iri: string): string {
  return iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, longEscape)
}

function longEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
