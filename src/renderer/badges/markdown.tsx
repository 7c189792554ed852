import { renderMarkdown } from '../../core/publishing/markdown'

/** Markdown as the published pages show it: core's renderer lets no markup, script or picture through. Links do not lead out of the app. */
export function Markdown({ text, className }: { text: string; className: string | undefined }) {
  return (
    <div
      className={className}
      onClickCapture={(event) => {
        if ((event.target as Element).closest('a')) event.preventDefault()
      }}
      dangerouslySetInnerHTML={{ __html: renderMarkdown(text).html }}
    />
  )
}
