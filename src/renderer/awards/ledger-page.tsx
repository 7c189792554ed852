/** Its page is on its way. */
export function LedgerPage() {
  return null
}
