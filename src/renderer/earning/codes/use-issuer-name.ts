import type { Badge } from '../../../core/contract/badges'
import { useLibrary } from '../../app/library-facts'

/** Whose desk a card is brought to: the badge's issuer, else the first of the library. '' where there is none. */
export function useIssuerName({ issuerId }: Pick<Badge, 'issuerId'>): string {
  const { issuers } = useLibrary()
  return (issuers.find(({ id }) => id === issuerId) ?? issuers[0])?.name ?? ''
}
