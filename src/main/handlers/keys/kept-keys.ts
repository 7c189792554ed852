import { BlazonError } from '../../../core/errors'
import type { KeyKind } from '../../../core/contract/keys'
import type { KindWithWords } from '../../../core/keys/recovery-words'
import type { Catalog } from '../../catalog/catalog'
import type { Secrets } from '../../platform/platform'

/** Where keys are kept: their rows and the sealed files beside them. */
export type KeptKeys = { catalog: Catalog; secrets: Secrets }

/** Throws `conflict` (`no_words`) for RSA. */
export function withWords(kind: KeyKind): KindWithWords {
  if (kind === 'rsa') throw new BlazonError('conflict', 'RSA has no words', { reason: 'no_words' })
  return kind
}

export const otherIssuer = () => new BlazonError('conflict', 'no issuer of this library', { reason: 'other_issuer' })
