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
  'previewFont',
  'unknownLayer',
  'offCanvas',
  'emptyText',
  'unknownField',
  'codeEmpty',
  'codeTooLong',
  'codeSmall',
  'codeFaint',
  'codeMargin',
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
  /**
   * Single steps that may mend it, the likeliest first; none where only a person can. Which of them does is known once its outcome
   * has been measured (`wayThatMends`): nothing else may be offered.
   */
  readonly ways: readonly Operation[]
}

/** A finding whose ways are worked out when they are first asked for: most never are. */
export function foundWith(found: Omit<Finding, 'ways'>, ways: () => readonly Operation[]): Finding {
  let worked: readonly Operation[] | null = null
  return {
    ...found,
    get ways() {
      return (worked ??= ways())
    },
  }
}
