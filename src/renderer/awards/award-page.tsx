/** Its page is on its way. */
export function AwardPage() {
  return null
}
