import { toBase64 } from '../../core/base64'
import { client } from '../api/client'
import type { Step } from '../api/run-stream'

/** What crosses to main in one piece. */
const pieceBytes = 4 * 1024 * 1024

/**
 * Hands files over as one source, piece by piece; counts bytes and answers with its id. Whoever stops it has left nothing behind. Throws what
 * the calls throw.
 */
export async function* takeSource(files: readonly File[], signal: AbortSignal): AsyncGenerator<Step, string> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const nameOf = distinctNames()
  let done = 0
  let sourceId: string | undefined
  let isWhole = false
  try {
    for (const file of files) {
      const fileName = nameOf(file.name)
      for (let offset = 0; offset === 0 || offset < file.size; offset += pieceBytes) {
        yield { done, total }
        const piece = file.slice(offset, offset + pieceBytes)
        const source = sourceId === undefined ? {} : { sourceId }
        const taken: { sourceId: string } = await client.transfer.take(
          { ...source, fileName, offset, bytes: await toBase64(piece) },
          { signal },
        )
        sourceId = taken.sourceId
        done += piece.size
      }
    }
    isWhole = true
    return sourceId ?? ''
  } finally {
    if (!isWhole && sourceId !== undefined) forgetSource(sourceId)
  }
}

/** Lets a source go; where that fails it goes by itself within a day. */
export const forgetSource = (sourceId: string): void => void client.transfer.forget({ sourceId }).catch(() => undefined)

/** Files of several folders may have one name: each keeps to itself, the first as it is called. */
function distinctNames(): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? []
    let own = name
    for (let twin = 2; taken.has(own.toLowerCase()); twin += 1) own = `${stem} (${twin})${ending}`
    taken.add(own.toLowerCase())
    return own
  }
}
