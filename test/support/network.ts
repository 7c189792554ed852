import { BlazonError } from '../../src/core/errors'
import type { GuardedFetch } from '../../src/main/verification/guarded-fetch'
import type { Web } from './badges-in'

/** A network in which the addresses of `web` answer and no other does; `asked` are the questions, `http:` ones marked. */
export function networkOf(web: Web, types: Record<string, string> = {}) {
  const asked: string[] = []
  const network: GuardedFetch = async (url, { http = false, signal } = {}) => {
    signal?.throwIfAborted()
    asked.push(http && url.startsWith('http:') ? `as http ${url}` : url)
    const answer = web.get(url)
    if (!answer) throw new BlazonError('offline', 'nobody is there', { reason: 'no_answer' })
    return {
      status: answer.status,
      bytes: new TextEncoder().encode(answer.text),
      type: types[url] ?? 'application/json',
      notes: types[url]?.startsWith('text/html') ? ['html'] : [],
    }
  }
  return { network, asked, web }
}
