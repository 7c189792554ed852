/** Its page is on its way. */
export function PeoplePage() {
  return null
}
