/** Its page is on its way. */
export function EventPage() {
  return null
}
