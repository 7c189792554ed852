import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filled } from '../../core/designs/fields'
import { masterShown } from '../../core/designs/levels'
import type { OwnTemplate } from '../../core/designs/templates'
import { drawDesign } from '../drawing'
import { assets } from './assets'
import css from './template-gallery.module.css'

/** Only for a code that looks like one. */
const sampleLink = 'https://badges.example.org/assertions/a2/a2b3c4d5e6f7g2h3i4j5k6l7m2.html'
const thumbnails = new Map<string, Promise<string>>()
/** The picture of a template as a blob address, drawn once. */
function templatePicture({ id, document }: OwnTemplate, name: string): Promise<string> {
  let url = thumbnails.get(id)
  if (!url) {
    // As it will look with somebody's name in it, at its highest level.
    url = drawDesign(filled(masterShown(document), { name, link: sampleLink }), assets, { size: 320 })
      .then((canvas) => canvas.convertToBlob({ type: 'image/png' }))
      .then((blob) => URL.createObjectURL(blob))
    url.catch(() => thumbnails.delete(id))
    thumbnails.set(id, url)
  }
  return url
}

/** A template as it is drawn; an ornament beside its name. */
export function TemplatePicture({ template }: { template: OwnTemplate }) {
  const { t } = useTranslation('preview-as')
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    templatePicture(template, t('samples.sample')).then(
      (drawn) => {
        if (isCurrent) setUrl(drawn)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [template, t])
  return <span className={css.picture}>{url ? <img src={url} alt="" draggable={false} /> : null}</span>
}
