import { Plus } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../core/designs/document'
import type { Template } from '../../core/designs/templates'
import { client } from '../api/client'
import { CardGrid } from '../ui/card'
import { Icon } from '../ui/icon'
import { useErrors } from '../ui/use-errors'
import { blankDocument } from './new-layers'
import css from './template-gallery.module.css'
import { TemplatePicture } from './template-picture'
import { templates } from './templates'

type Start = { id: string; template: Template | null }

/** Starters to pick from, and an empty one. Makes the design and answers with its id. */
export function TemplateGallery({ onPicked }: { onPicked: (designId: string) => void }) {
  const { t } = useTranslation('designs')
  const { run } = useErrors()
  const isBusy = useRef(false)
  const starts: Start[] = [
    ...templates.map((template) => ({ id: template.id, template })),
    { id: 'blank', template: null },
  ]
  const nameOf = ({ template }: Start): string => template?.name ?? t('gallery.blank')
  const pick = async ({ template }: Start) => {
    // A double click makes one design, not two.
    if (isBusy.current) return
    isBusy.current = true
    const document: DesignDocument = template?.document ?? blankDocument()
    const design = await run(() => client.designs.create({ name: template?.name ?? t('gallery.blankName'), document }))
    isBusy.current = false
    if (design) onPicked(design.id)
  }
  return (
    <CardGrid
      label={t('gallery.title')}
      items={starts}
      idOf={(start) => start.id}
      textOf={nameOf}
      onOpen={(start) => void pick(start)}
      cardWidth={160}
    >
      {(start) => (
        <span className={css.card}>
          {start.template ? (
            <TemplatePicture template={start.template} />
          ) : (
            <span className={css.blank}>
              <Icon icon={Plus} size={32} />
            </span>
          )}
          <span className={css.words}>
            <strong>{nameOf(start)}</strong>
            <span className={css.purpose}>
              {start.template ? t(`purposes.${start.template.purpose}`) : t('gallery.blankNote')}
            </span>
          </span>
        </span>
      )}
    </CardGrid>
  )
}
