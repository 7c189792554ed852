/** Its page is on its way. */
export function PublishPage() {
  return null
}
