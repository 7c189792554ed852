/** A web address as people type or paste it: blanks around it and a missing `https://` are forgiven; null for anything else. */
export function readWebAddress(text: string): string | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed) || typed.length > 2048) return null
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/]+:\d/.test(typed) ? typed : `https://${typed}`)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') return null
  return url.hostname.includes('.') || url.hostname.startsWith('[') ? url.href : null
}
