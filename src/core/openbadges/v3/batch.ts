import type { Quad, Term } from 'rdf-canonize'
import { canonicalize, toQuads } from '../canonical'
import { documentText } from '../document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../facts'
import { type Proof, proofOptions } from '../proof'
import { jsonEscaped, markedAward, slotMarks, slotValues } from '../slots'
import { cut, fill, fillSorted, hasSlots, type Sorted, sortTemplates } from '../template'
import { credential, verificationMethodOf } from './build'

/** Lower-case hex SHA-256 of a text's UTF-8, at once. */
export type TextDigest = (text: string) => string

/** What all credentials of a batch have in common. */
export type CredentialBatch = {
  place: DocumentPlace
  badge: BadgeFacts
  /** When the proofs are made. */
  signedAt: string
}

/** A canonical form and JSON text for each award of one shape, without JSON-LD. */
export type CredentialShape = {
  /** SHA-256 (hex) of the canonical form, or null where this award needs the general way. */
  hash: (award: AwardFacts) => string | null
  /** The canonical form itself; null as `hash`. For tests and for the check at compile time. */
  canonical: (award: AwardFacts) => string | null
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
  digest: TextDigest,
): Promise<CredentialShape | null> {
  const { place, badge } = batch
  const { base } = place
  const marks = slotMarks(base)
  const document = credential(place, badge, markedAward(award))
  const options = proofOptions(batch.signedAt, verificationMethodOf(place))
  const proof: [Proof] = [{ ...options, proofValue: proofValueMark }]
  const json = cut(documentText({ ...document, proof }), [...marks, proofValueMark])

  const sample = slotValues(base, award, escapeLiteral)
  const canonicalForm = compileCanonical(await toQuads(document), marks, sample, digest)
  if (canonicalForm === null) return null
  const canonical = (facts: AwardFacts) => canonicalForm(slotValues(base, facts, escapeLiteral))
  const text = (facts: AwardFacts, proofValue: string) =>
    fill(json, [...slotValues(base, facts, jsonEscaped), proofValue])

  const general = credential(place, badge, award)
  const sameForm = canonical(award) === (await canonicalize(general))
  const sameText = text(award, 'z1') === documentText({ ...general, proof: [{ ...options, proofValue: 'z1' }] })
  if (!sameForm || !sameText) return null
  return {
    canonical,
    text,
    hash: (facts) => {
      const form = canonical(facts)
      return form === null ? null : digest(form)
    },
  }
}

type BlankNode = { hash: string } | { sorted: Sorted }

/** The canonical form as a function of the slots' values; null where even the fixed part needs the general way. */
function compileCanonical(
  quads: Quad[],
  marks: readonly string[],
  sample: readonly string[],
  digest: TextDigest,
): ((values: readonly string[]) => string | null) | null {
  const labels = [...new Set(quads.flatMap(({ subject, object, graph }) => blankLabels([subject, object, graph])))]
  const statement = (quad: Quad, label: (blank: string) => string) => cut(statementOf(quad, label), marks)
  const nodes: BlankNode[] = labels.map((own) => {
    const mentions = quads.filter(({ subject, object, graph }) => blankLabels([subject, object, graph]).includes(own))
    const templates = mentions.map((quad) => statement(quad, (blank) => (blank === own ? '_:a' : '_:z')))
    const sorted = sortTemplates(templates, sample)
    return templates.some(hasSlots) ? { sorted } : { hash: digest(fillSorted(sorted, sample)) }
  })
  const fixedHashes = nodes.flatMap((node) => ('hash' in node ? [node.hash] : []))
  if (new Set(fixedHashes).size < fixedHashes.length) return null

  const whole = new Map<string, Sorted>()
  const wholeFor = (order: readonly number[]): Sorted => {
    const key = order.join()
    let sorted = whole.get(key)
    if (sorted === undefined) {
      const canonicalLabel = new Map(order.map((node, number) => [labels[node], `_:c14n${String(number)}`]))
      sorted = sortTemplates(
        quads.map((quad) => statement(quad, (blank) => canonicalLabel.get(blank) ?? blank)),
        sample,
      )
      whole.set(key, sorted)
    }
    return sorted
  }

  const numbers = nodes.map((_, number) => number)
  return (values) => {
    const hashes = nodes.map((node) => ('hash' in node ? node.hash : digest(fillSorted(node.sorted, values))))
    const order = numbers.toSorted((a, b) => ((hashes[a] ?? '') < (hashes[b] ?? '') ? -1 : 1))
    for (let at = 1; at < order.length; at++) if (hashes[order[at - 1] ?? 0] === hashes[order[at] ?? 0]) return null
    return fillSorted(wholeFor(order), values)
  }
}

function blankLabels(terms: readonly Term[]): string[] {
  return terms.flatMap((term) => (term.termType === 'BlankNode' ? [term.value] : []))
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
function escapeLiteral(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must be escaped
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
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must be escaped
  return iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, longEscape)
}

function longEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
