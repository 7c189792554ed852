import { useEffect, useState } from 'react'
import type { Template } from '../../core/designs/templates'
import css from './template-gallery.module.css'
import { templatePicture } from './templates'

/** A template as it is drawn; an ornament beside its name. */
export function TemplatePicture({ template }: { template: Template }) {
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
