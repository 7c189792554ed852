/** Text that is a web address becomes a link; it opens outside of the app, and only when pressed. */
export function Linked({ text, url }: { text: string; url: string | null }) {
  return url && /^https?:\/\/\S+$/i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    text
  )
}
