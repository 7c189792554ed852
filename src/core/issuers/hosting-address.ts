import { BlazonError } from '../errors'

/**
 * The one written form of a hosting address (`BASE` of sealed.md), because it is sealed in every file that is handed out and two
 * spellings would be two issuers: https, host in lower case, no default port, no trailing slash.
 *
 * Throws `invalid_input` (field `baseUrl`) with reason `not_an_address`, `not_https`, `query_or_fragment` or `user_in_address`.
 */
export function normaliseHostingAddress(typed: string): string {
  const refused = (reason: string) =>
    new BlazonError('invalid_input', `hosting address: ${reason}`, { field: 'baseUrl', reason })
  const text = typed.trim()
  if (!URL.canParse(text)) throw refused('not_an_address')
  const url = new URL(text)
  if (url.protocol !== 'https:') throw refused('not_https')
  // An empty query ("…/?") is a query too: url.search would be empty.
  if (/[?#]/.test(text)) throw refused('query_or_fragment')
  if (url.username !== '' || url.password !== '') throw refused('user_in_address')
  return `https://${url.host}${url.pathname}`.replace(/\/+$/, '')
}
