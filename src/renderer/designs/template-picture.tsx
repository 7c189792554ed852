import { useEffect, useState } from 'react'
import type { OwnTemplate } from '../../core/designs/templates'
import { drawDesign } from '../drawing'
import { assets } from './assets'
import css from './template-gallery.module.css'

const thumbnails = new Map<string, Promise<string>>()
/** The picture of a template as a blob address, drawn once. */
function templatePicture({ id, document }: OwnTemplate): Promise<string> {
  let url = thumbnails.get(id)
  if (!url) {
    url = drawDesign(document, assets, { size: 320 })
      .then((canvas) => canvas.convertToBlob({ type: 'image/png' }))
      .then((blob) => URL.createObjectURL(blob))
    url.catch(() => thumbnails.delete(id))
    thumbnails.set(id, url)
  }
  return url
}

/** A template as it is drawn; an ornament beside its name. */
export function TemplatePicture({ template }: { template: OwnTemplate }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    templatePicture(template).then(
      (drawn) => {
        if (isCurrent) setUrl(drawn)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [template])
  return <span className={css.picture}>{url ? <img src={url} alt="" draggable={false} /> : null}</span>
}
