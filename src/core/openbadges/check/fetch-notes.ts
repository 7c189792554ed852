/** Why an address gave no document, in a sentence: `note` of a `fetchedDocument` whose `status` is null. */
export const fetchFaults = {
  not_https: 'It is not protected on its way (no https), so it was not read.',
  private_address: 'It leads to this computer or into its own network, so it was not asked.',
  too_many_redirects: 'It leads on and on, so it was given up.',
  too_large: 'It sends more than any badge document holds (1 MB), so it was given up.',
  too_slow: 'It did not answer in time.',
  certificate: 'Nobody vouches for who answers there (certificate), so it was not read.',
  unreadable: 'Its answer cannot be read.',
  no_answer: 'Nobody answers there.',
} as const
export type FetchFault = keyof typeof fetchFaults

/** What was unusual about an answer that was used all the same, the gravest first: `note` of a `fetchedDocument` with a `status`. */
export const fetchNotes = {
  http: 'It came without protection (http): somebody on the way could have changed it.',
  redirected: 'Another host answered for it.',
  html: 'It says that it is a web page (text/html).',
  other_type: 'It says that it is something else than a badge document (content type).',
  no_cors: 'Pages on other sites cannot read it (CORS), so checkers that run in a browser fail.',
  asked_by_https: 'It was asked by https, though the badge says http.',
} as const
export type FetchNote = keyof typeof fetchNotes

/** The sentence for a note; '' for none. */
export function fetchSentence(note: string | null): string {
  const sentences: Readonly<Record<string, string>> = { ...fetchFaults, ...fetchNotes }
  return (note !== null && sentences[note]) || ''
}
