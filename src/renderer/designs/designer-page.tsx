/** Its page is on its way. */
export function DesignerPage() {
  return null
}
