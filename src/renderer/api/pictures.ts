import { useEffect, useState } from 'react'
import { fromBase64 } from '../../core/base64'
import { client } from './client'

type Kept = { url: Promise<string>; users: number }

/** Pictures never change under their hash, so each is read once. */
const kept = new Map<string, Kept>()
const mostUnused = 200

/** The blob address of a kept picture, read from main once. Call `releasePicture` when it is no longer shown. */
export function acquirePicture(sha256: string): Promise<string> {
  let entry = kept.get(sha256)
  if (!entry) {
    const url = client.pictures
      .read({ sha256 })
      .then(({ base64, mime }) => URL.createObjectURL(new Blob([fromBase64(base64)], { type: mime })))
    entry = { url, users: 0 }
    // A failed read is tried again the next time somebody looks.
    url.catch(() => kept.delete(sha256))
  }
  // Last used is last in the map.
  kept.delete(sha256)
  kept.set(sha256, entry)
  entry.users++
  return entry.url
}

/** Says that a picture is no longer shown; the longest unused ones are let go beyond 200. */
export function releasePicture(sha256: string): void {
  const entry = kept.get(sha256)
  if (entry) entry.users = Math.max(0, entry.users - 1)
  let unused = [...kept.values()].filter((it) => it.users === 0).length
  for (const [key, it] of kept) {
    if (unused <= mostUnused) return
    if (it.users > 0) continue
    kept.delete(key)
    unused--
    void it.url.then((url) => URL.revokeObjectURL(url))
  }
}

/** The address of a kept picture for an <img>; undefined while it is read or where there is none. */
export function usePicture(sha256: string | null | undefined): string | undefined {
  const [shown, setShown] = useState<{ sha256: string; url: string }>()
  useEffect(() => {
    if (!sha256) return
    let isCurrent = true
    acquirePicture(sha256).then(
      (url) => {
        if (isCurrent) setShown({ sha256, url })
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
      releasePicture(sha256)
    }
  }, [sha256])
  return shown && shown.sha256 === sha256 ? shown.url : undefined
}
