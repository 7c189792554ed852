import type { TransferKind, TransferRow } from '../../core/contract/transfer'
import type { IncomingOf } from '../../core/transfer/incoming'

export type TransferOptions = {
  /** Looks only. */
  dry: boolean
  /** As whose confirmation past awards are kept where a badge has no criteria of its own: "Fedora Badges". */
  originName: string
  /** The issuer of badges whose source names none. */
  issuerId: string | null
  tell: (row: TransferRow) => void
  count: (kind: TransferKind, what: 'new' | 'there' | 'leftOut', much?: number) => void
}

/** A past award whose badge and person are here. */
export type PastAward = IncomingOf<'award'> & { badgeId: string; personId: string }

/** What a row of a source refers to, once it is here: ids of this library by the kind and key that the source has. */
export type Known = {
  idOf: (kind: string, key: string | null | undefined) => string | undefined
  know: (kind: string, key: string, id: string) => void
}
