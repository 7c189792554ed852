import { webAddress } from './documents'
import { isObject } from './read-json'
import { type BadgeSummary, shortly, shown } from './result'
import { idOf, listOf, textOf } from './values'

/** The parts of a summary that OB 2.0 and OB 3.0 write alike. */

/** OB 2.0 AlignmentObject, OB 3.0 Alignment; OB 1.1 called the parts `name` and `url`. */
export function alignmentsIn(value: unknown): BadgeSummary['alignments'] {
  return listOf(value)
    .filter(isObject)
    .map((one) => ({
      name: shortly(textOf(one.targetName) ?? textOf(one.name)) ?? '',
      url: addressOrNull(textOf(one.targetUrl) ?? textOf(one.url)),
      framework: shortly(textOf(one.targetFramework)),
      code: shortly(textOf(one.targetCode)),
    }))
    .slice(0, 100)
}

/** OB 2.0 and OB 3.0 Evidence: addresses alone, or objects. */
export function evidenceIn(value: unknown): Pick<BadgeSummary, 'evidence' | 'evidenceDetails'> {
  const pieces = listOf(value).slice(0, 100)
  return {
    evidence: pieces
      .map((one) => idOf(one) ?? (isObject(one) ? (textOf(one.narrative) ?? textOf(one.name)) : null))
      .filter((one) => one !== null)
      .map((one) => one.slice(0, 5000)),
    evidenceDetails: pieces.map((one) => {
      const told = isObject(one) ? one : {}
      return {
        url: addressOrNull(idOf(one)),
        name: shortly(textOf(told.name)),
        narrative: shown(textOf(told.narrative) ?? textOf(told.description)) || null,
        genre: shortly(textOf(told.genre)),
      }
    }),
  }
}

/** A web address for a link; null for what is none, such as the `urn:` of a thing inside a document. */
export const addressOrNull = (text: string | null): string | null => shortly(webAddress(text)?.href ?? null)
