/** Awards for one address, and those that have none. */
export type Grouped<T> = { groups: { address: string; items: T[] }[]; skipped: { item: T; reason: 'no_address' }[] }

/**
 * Puts together what goes to one address, in the order of its first appearance: a family that shares a mailbox gets
 * one mail with several pictures. Addresses that differ only in case or outer blanks are one; the first way of
 * writing it is used. Whoever has no address is told apart. Source: domain.md (b) 8, (d) row 115.
 */
export function groupByAddress<T extends { email: string | null }>(items: Iterable<T>): Grouped<T> {
  const byAddress = new Map<string, { address: string; items: T[] }>()
  const skipped: Grouped<T>['skipped'] = []
  for (const item of items) {
    const address = item.email?.trim() ?? ''
    if (address === '') {
      skipped.push({ item, reason: 'no_address' })
      continue
    }
    const key = address.toLowerCase()
    const group = byAddress.get(key)
    if (group) group.items.push(item)
    else byAddress.set(key, { address, items: [item] })
  }
  return { groups: [...byAddress.values()], skipped }
}
