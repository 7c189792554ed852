/** Its page is on its way. */
export function TemplateGallery(props: { onPicked: (designId: string) => void }) {
  void props
  return null
}
