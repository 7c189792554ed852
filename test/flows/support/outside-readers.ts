import { readFileSync } from 'node:fs'
import extractChunks from 'png-chunks-extract'
import { PNG } from 'pngjs'

/** What readers that are not ours find in a baked picture. */
export type BakedByOthers = { width: number; height: number; texts: Map<string, string> }

/**
 * Reads a baked PNG with png-chunks-extract (which checks every CRC) and pngjs (which decodes the pixels). The texts
 * are those of uncompressed iTXt chunks, by keyword (PNG specification, iTXt: keyword 0 flag 0 method 0 language 0 keyword 0 text).
 */
export function readBaked(file: string | Buffer): BakedByOthers {
  const bytes = typeof file === 'string' ? readFileSync(file) : file
  const { width, height } = PNG.sync.read(bytes)
  const texts = new Map<string, string>()
  for (const { name, data } of extractChunks(bytes)) {
    if (name !== 'iTXt') continue
    const chunk = Buffer.from(data)
    const keyEnd = chunk.indexOf(0)
    if (chunk[keyEnd + 1] !== 0) throw new Error('a compressed chunk')
    const languageEnd = chunk.indexOf(0, keyEnd + 3)
    const translatedEnd = chunk.indexOf(0, languageEnd + 1)
    texts.set(chunk.toString('latin1', 0, keyEnd), chunk.toString('utf8', translatedEnd + 1))
  }
  return { width, height, texts }
}

/** One mail as far as these stories look at it: headers unfolded and decoded, attachments as bytes. Not our own code. */
export function readMail(file: string): {
  headers: Map<string, string>
  attachments: { name: string; bytes: Buffer }[]
} {
  const text = readFileSync(file, 'latin1')
  const headers = new Map<string, string>()
  const [head = ''] = text.split('\r\n\r\n', 1)
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':')
    headers.set(line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim()))
  }
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  const attachments = (boundary ? text.split(`--${boundary}`) : [])
    .filter((part) => /content-disposition: attachment/i.test(part))
    .map((part) => {
      const [partHead = '', ...body] = part.split('\r\n\r\n')
      const name = /filename\*?(?:0\*?)?="?(?:utf-8'')?([^";\r\n]+)"?/i.exec(partHead)?.[1] ?? ''
      return { name: decodeURIComponent(name), bytes: Buffer.from(body.join(''), 'base64') }
    })
  return { headers, attachments }
}

/** RFC 2047 encoded words. */
const decodeWords = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : Buffer.from(
          word
            .replace(/_/g, ' ')
            .replace(/=([0-9a-f]{2})/gi, (_hex, code: string) => String.fromCharCode(parseInt(code, 16))),
          'latin1',
        ).toString('utf8'),
  )
