/** Its page is on its way. */
export function HandOutPage() {
  return null
}
