import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filled } from '../../core/designs/fields'
import { masterShown } from '../../core/designs/levels'
import type { OwnTemplate } from '../../core/designs/templates'
import { drawDesign } from '../drawing'
import { whenIdle } from '../ui/when-idle'
import { assets } from './assets'
import css from './template-gallery.module.css'

/** Only for a code that looks like one. */
const sampleLink = 'https://badges.example.org/assertions/a2/a2b3c4d5e6f7g2h3i4j5k6l7m2.html'
const thumbnails = new Map<string, Promise<string>>()
let lastDrawn: Promise<unknown> = Promise.resolve()

async function drawThumbnail({ document }: OwnTemplate, name: string): Promise<string> {
  // As it will look with somebody's name in it, at its highest level.
  const shown = filled(masterShown(document), { name, link: sampleLink })
  const canvas = await drawDesign(shown, assets, { size: 320 })
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }))
}
/** The picture of a template as a blob address, drawn once. One after another: the design that is being opened comes first. */
function templatePicture(template: OwnTemplate, name: string): Promise<string> {
  const { id } = template
  let url = thumbnails.get(id)
  if (!url) {
    url = lastDrawn.then(whenIdle).then(() => drawThumbnail(template, name))
    lastDrawn = url.catch(() => undefined)
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
