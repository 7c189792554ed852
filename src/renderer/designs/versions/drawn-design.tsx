import { useEffect, useState } from 'react'
import type { DesignDocument } from '../../../core/designs/document'
import { drawDesign } from '../../drawing'
import { assets } from '../assets'

/** A document as it is drawn, `size` pixels a side. `alt` is empty where words beside it say what it is. */
export function DrawnDesign({ document, size, alt }: { document: DesignDocument; size: number; alt: string }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    let made: string | undefined
    drawDesign(document, assets, { size })
      .then((canvas) => canvas.convertToBlob({ type: 'image/png' }))
      .then(
        (blob) => {
          if (!isCurrent) return
          made = URL.createObjectURL(blob)
          setUrl(made)
        },
        () => undefined,
      )
    return () => {
      isCurrent = false
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [document, size])
  return url === undefined ? null : <img src={url} alt={alt} draggable={false} />
}
