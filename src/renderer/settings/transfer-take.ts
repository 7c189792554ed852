import { toBase64 } from '../../core/base64'
import { client } from '../api/client'

/** What crosses to main in one piece. */
const pieceBytes = 12 * 1024 * 1024

/** Hands files over as one source, piece by piece; answers with its id. Throws what the calls throw. */
export async function takeSource(
  files: readonly File[],
  onStep: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let done = 0
  let sourceId: string | undefined
  for (const file of files)
    for (let offset = 0; offset === 0 || offset < file.size; offset += pieceBytes) {
      const piece = file.slice(offset, offset + pieceBytes)
      const taken: { sourceId: string } = await client.transfer.take(
        { ...(sourceId === undefined ? {} : { sourceId }), fileName: file.name, offset, bytes: await toBase64(piece) },
        signal ? { signal } : undefined,
      )
      sourceId = taken.sourceId
      onStep((done += piece.size), total)
    }
  return sourceId ?? ''
}
