import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as netConnect, isIP, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { BlazonError, isBlazonError } from '../../core/errors'
import { fetchNotes, type FetchFault, type FetchNote } from '../../core/openbadges/check/fetch-notes'
import type { Fetched } from '../../core/ports'
import { isPublicAddress } from './public-address'

/** An answer, and what is to be told of it, the gravest first. */
export type Answer = Fetched & { notes: FetchNote[] }

/**
 * Fetches one document. `http: true` follows an http address as such (somebody typed it); any other http address is
 * asked by https in its place.
 */
export type GuardedFetch = (url: string, options?: { http?: boolean; signal?: AbortSignal }) => Promise<Answer>

export type Limits = { timeoutMs: number; maxBytes: number; maxRedirects: number }
export type GuardedFetchDeps = {
  limits?: Partial<Limits>
  /** The addresses of a host name. */
  resolve?: (host: string) => Promise<string[]>
  /** Whether an address may be connected to. */
  isAllowed?: (address: string) => boolean
  /** Certificates that are trusted besides those of the system. */
  ca?: string
}

/** `limits.md` F36: the whole of it, redirects included; bytes as unpacked. */
const usual: Limits = { timeoutMs: 5000, maxBytes: 1_048_576, maxRedirects: 3 }

const gravestFirst = Object.keys(fetchNotes) as FetchNote[]

/** Names that never lead to a public site (RFC 6761, 6762, 8375, and what the cloud providers use). */
const privateName = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i

/**
 * The one way by which Blazon asks the network about a badge, made for hostile addresses: only http and https, the
 * address checked before connecting and again on the connected socket before a byte is sent, each redirect anew; no
 * cookies, no credentials, no referrer. Throws `offline` with a `FetchFault`, or the signal's reason.
 */
export function guardedFetch(deps: GuardedFetchDeps = {}): GuardedFetch {
  const limits = { ...usual, ...deps.limits }
  const isAllowed = deps.isAllowed ?? isPublicAddress
  const resolve = deps.resolve ?? resolveName
  return async (address, { http = false, signal: cancelled } = {}) => {
    const slow = AbortSignal.timeout(limits.timeoutMs)
    const signal = cancelled ? AbortSignal.any([cancelled, slow]) : slow
    const notes = new Set<FetchNote>()
    let url = new URL(address)
    if (url.protocol === 'http:' && !http) {
      url.protocol = 'https:'
      notes.add('asked_by_https')
    }
    const { host } = url
    try {
      for (let hop = 0; hop <= limits.maxRedirects; hop++) {
        if (url.protocol !== 'https:' && !(http && url.protocol === 'http:')) throw refused('not_https')
        if (url.username || url.password) throw refused('unreadable')
        const response = await ask(url, await connectGuarded(url, { resolve, isAllowed, signal }), deps.ca, signal)
        const target = redirectOf(response, url)
        if (!target) {
          if (url.protocol === 'http:') notes.add('http')
          if (url.host !== host) notes.add('redirected')
          const bytes = await readWhole(response, limits.maxBytes)
          const type = response.headers['content-type']
          for (const note of notesOnAnswer(response, bytes)) notes.add(note)
          return {
            status: response.statusCode ?? 0,
            bytes,
            ...(type === undefined ? {} : { type: type.slice(0, 200) }),
            notes: gravestFirst.filter((note) => notes.has(note)),
          }
        }
        response.destroy()
        url = target
      }
      throw refused('too_many_redirects')
    } catch (error) {
      if (cancelled?.aborted) throw cancelled.reason
      if (isBlazonError(error)) throw error
      throw refused(slow.aborted ? 'too_slow' : faultOf(error), error)
    }
  }
}

const refused = (reason: FetchFault, cause?: unknown) =>
  new BlazonError('offline', 'the address gave no document', { reason }, { cause })

const resolveName = async (host: string) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

type Guard = {
  resolve: (host: string) => Promise<string[]>
  isAllowed: (address: string) => boolean
  signal: AbortSignal
}

/**
 * A connection to the host of a URL. The name is resolved once, every address it has must be public, and the one that
 * answered is looked at again: no answer of a name server can lead past that.
 */
async function connectGuarded(url: URL, { resolve, isAllowed, signal }: Guard): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (privateName.test(host)) throw refused('private_address')
  const addresses = isIP(host) ? [host] : await until(signal, resolve(host))
  if (addresses.length === 0) throw refused('no_answer')
  if (!addresses.every(isAllowed)) throw refused('private_address')
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  const socket = netConnect({
    host,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    signal,
    autoSelectFamily: true,
    lookup: (_host, options, answer) => {
      const [first = { address: '', family: 0 }] = found
      if (options.all) answer(null, found)
      else answer(null, first.address, first.family)
    },
  })
  await new Promise<void>((connected, failed) => socket.once('connect', connected).once('error', failed))
  // From here on a failure is told by the request; without a listener it would end the program.
  socket.on('error', () => undefined)
  if (isAllowed(socket.remoteAddress ?? '')) return socket
  socket.destroy()
  throw refused('private_address')
}

/** Asks for a URL over a connection that was made for it, and answers once the headers are there. */
function ask(url: URL, socket: Socket, ca: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:'
  const servername = isIP(url.hostname.replace(/^\[|\]$/g, '')) ? '' : url.hostname
  return new Promise((answered, failed) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, {
      signal,
      headers: {
        'User-Agent': 'Blazon',
        Accept: 'application/ld+json, application/json, application/jwt, image/png, image/svg+xml, text/plain;q=0.5',
        'Accept-Encoding': 'gzip, deflate, br',
      },
      createConnection: () =>
        isTls
          ? tlsConnect({
              socket,
              host: url.hostname,
              servername,
              ALPNProtocols: ['http/1.1'],
              rejectUnauthorized: true,
              ...(ca && { ca }),
            })
          : socket,
    })
    request.once('response', answered).once('error', (error) => {
      socket.destroy()
      failed(error)
    })
    request.end()
  })
}

/** Where an answer leads on to; null where it is the answer. */
function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return null
  const to = URL.parse(headers.location, from.href)
  if (!to) throw refused('unreadable')
  return to
}

/** The body, unpacked; neither what is announced nor what comes may be larger than `maxBytes`. */
async function readWhole(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => {
    response.destroy()
    return refused('too_large')
  }
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  // `pipeline` forwards failures; the loop ends both when it is left.
  for await (const part of unpacked(response)) {
    length += part.byteLength
    if (length > maxBytes) throw tooLarge()
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function unpacked(response: IncomingMessage): AsyncIterable<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return response
  const unpack =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : null
  if (!unpack) {
    response.destroy()
    throw refused('unreadable')
  }
  response.once('error', (error) => unpack.destroy(error))
  unpack.once('close', () => response.destroy())
  return response.pipe(unpack)
}

const json = /^application\/(?:[\w.+-]+\+)?json$/
const expected = /^(?:application\/(?:[\w.+-]+\+)?(?:json|jwt)|application\/jose|text\/plain|image\/(?:png|svg\+xml))$/

/** `domain.md` row 100: types that are tolerated, and documents that a page in a browser could not read. */
function notesOnAnswer({ statusCode, headers }: IncomingMessage, bytes: Uint8Array): FetchNote[] {
  if (statusCode !== 200) return []
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const notes: FetchNote[] = []
  const holdsJson = bytes.find((byte) => byte > 0x20) === 0x7b
  if (type === 'text/html') notes.push('html')
  else if (!expected.test(type) || (holdsJson && !json.test(type))) notes.push('other_type')
  if (holdsJson && headers['access-control-allow-origin'] === undefined) notes.push('no_cors')
  return notes
}

const certificateFaults =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)/

function faultOf(error: unknown): FetchFault {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (certificateFaults.test(code)) return 'certificate'
  return /^(?:Z_|ERR__|HPE_)/.test(code) ? 'unreadable' : 'no_answer'
}

/** A promise that is given up with a signal; name servers cannot be told to stop. */
function until<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, failed) => {
      signal.throwIfAborted()
      signal.addEventListener('abort', () => failed(signal.reason as Error), { once: true })
    }),
  ])
}
