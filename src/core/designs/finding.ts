import type { Operation } from './operations'

/** What is looked at; the words file `seeing` has a sentence for each. */
export const lintRules = [
  'smallPicture',
  'tooManyBytes',
  'margin',
  'edgeOnWhite',
  'edgeOnBlack',
  'altText',
  'onlyInArt',
  'missingFont',
  'missingPicture',
  'unknownLayer',
  'offCanvas',
  'emptyText',
  'unknownField',
  'codeEmpty',
  'codeTooLong',
  'codeSmall',
  'codeFaint',
  'nothingReadable',
  'unseen',
  'small',
  'thin',
  'faint',
  'faintToSome',
] as const
export type LintRule = (typeof lintRules)[number]

/** One thing to look at. Nothing is blocked by it: what Blazon writes is a correct badge in any case. */
export interface Finding {
  readonly rule: LintRule
  /** A warning is worth mending before awarding; a hint is worth knowing. */
  readonly weight: 'warning' | 'hint'
  /** The layers meant, to be selected; none where the whole picture is. */
  readonly layerIds: readonly string[]
  /** For the sentence. */
  readonly values: Readonly<Record<string, string | number>>
  /** Mends it in one step; null where only a person can. */
  readonly fix: Operation | null
}
