import type { FetchedDocument } from '../../core/contract/verification'
import { BlazonError, isBlazonError } from '../../core/errors'
import type { Fetched, FetchDocument } from '../../core/ports'
import type { GuardedFetch } from './guarded-fetch'

/** A copy of what an address once answered, and when. */
export type KeptCopy = { bytes: Uint8Array; type: string; fetchedAt: string }

/** What one check may ask besides the own library, in this order: folders, the network, copies of before. */
export type AskingDeps = {
  /** Folders that stand in for sites (`verify --hosted`). */
  hosted?: FetchDocument | undefined
  /** Absent unless the user wants to look online. */
  network?: GuardedFetch | undefined
  copies?: ((url: string) => KeptCopy | null) | undefined
  /** An address that the user gave: followed by http where it says so. */
  typed?: string | undefined
  signal?: AbortSignal | undefined
}

/** One check's way to documents, and what came of it. */
export type Asking = {
  fetchDocument: FetchDocument
  /** What was asked of the network, in order. */
  fetched: FetchedDocument[]
  /** What the network answered with a document, by address. */
  answers: Map<string, Fetched>
  /** The time of the oldest copy that stood in for an answer; null where none did. */
  copiesFrom: () => string | null
}

/** A badge names a handful of addresses; one that names many slow ones must not keep anybody waiting. */
const wholeMs = 30_000

/** Begins one check's questions. Each address is asked once, however many documents name it. */
export function asking({ hosted, network, copies, typed, signal }: AskingDeps): Asking {
  const fetched: FetchedDocument[] = []
  const answers = new Map<string, Fetched>()
  const asked = new Map<string, Promise<Fetched>>()
  let oldest: string | null = null
  // Most checks ask nobody and need no clock.
  const slow = network && AbortSignal.timeout(wholeMs)

  const askNetwork = async (fetchGuarded: GuardedFetch, url: string): Promise<Fetched | null> => {
    const http = typed !== undefined && sameAddress(typed, url)
    try {
      const stop = AbortSignal.any([signal, slow].filter((one) => one !== undefined))
      const { notes, ...answer } = await fetchGuarded(url, { http, signal: stop })
      fetched.push({ url, status: answer.status, type: answer.type ?? null, note: notes[0] ?? null })
      if (answer.status === 200) answers.set(url, answer)
      return answer
    } catch (error) {
      if (signal?.aborted) throw error
      const reason = isBlazonError(error, 'offline') ? error.details.reason : slow?.aborted ? 'too_slow' : undefined
      if (reason === undefined) throw error
      fetched.push({ url, status: null, type: null, note: reason })
      return null
    }
  }

  const ask = async (url: string): Promise<Fetched> => {
    const local = await hosted?.(url).catch((error: unknown) => {
      if (isBlazonError(error, 'offline')) return undefined
      throw error
    })
    if (local) return local
    const answer = network ? await askNetwork(network, url) : null
    if (answer && isDocument(answer)) return answer
    const copy = copies?.(url)
    if (copy) {
      oldest = oldest === null || copy.fetchedAt < oldest ? copy.fetchedAt : oldest
      return { status: 200, bytes: copy.bytes, type: copy.type }
    }
    if (answer) return answer
    throw new BlazonError('offline', 'nothing answers for that address', {
      reason: network ? 'no_answer' : 'not_asked',
    })
  }

  return {
    fetched,
    answers,
    copiesFrom: () => oldest,
    fetchDocument: (url) => {
      const answer = asked.get(url) ?? ask(url)
      asked.set(url, answer)
      return answer
    },
  }
}

/**
 * Whether an answer speaks for its address: a document, or the word that it is gone. A page that greets people, as
 * hosts set up where a site has vanished, does not.
 */
const isDocument = ({ status, type = '', bytes }: Fetched) =>
  status === 410 || (status === 200 && !(type.startsWith('text/html') && bytes.find((byte) => byte > 0x20) === 0x3c))

const sameAddress = (one: string, other: string) => URL.parse(one)?.href === URL.parse(other)?.href
