/** Its page is on its way. */
export function VerifyPage() {
  return null
}
