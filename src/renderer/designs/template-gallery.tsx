import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../core/designs/document'
import type { OwnTemplate } from '../../core/designs/templates'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { CardGrid } from '../ui/card'
import { Icon } from '../ui/icon'
import { useContextMenu } from '../ui/menu'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import { blankDocument } from './new-layers'
import css from './template-gallery.module.css'
import { TemplatePicture } from './template-picture'
import { templates } from './templates'

/** `own` is one that somebody made in this library. */
type Start = { id: string; template: OwnTemplate | null; isOwn: boolean }

/** Starters to pick from, and an empty one. Makes the design and answers with its id. */
export function TemplateGallery({ onPicked }: { onPicked: (designId: string) => void }) {
  const { t } = useTranslation(['designs', 'project', 'badges'])
  const { run } = useErrors()
  const isBusy = useRef(false)
  const own = useCall(['templates'], (signal) => client.templates.list(undefined, { signal }), ['templates.saved'])
  const starts: Start[] = [
    { id: 'blank', template: null, isOwn: false },
    ...(own.data ?? []).map((template) => ({ id: template.id, template, isOwn: true })),
    ...templates.map((template) => ({ id: template.id, template, isOwn: false })),
  ]
  const [menuName, setMenuName] = useState('')
  const menu = useContextMenu(t('badges:menu.title', { name: menuName }))
  const remove = async ({ id, name, purpose, document, details }: OwnTemplate) => {
    if (!(await run(() => client.templates.remove({ id })))) return
    showToast({
      text: t('project:template.removed', { name }),
      action: {
        label: t('badges:undo'),
        onPress: () => void run(() => client.templates.add({ name, purpose, of: { document, details } })),
      },
    })
  }
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
    <>
      <CardGrid
        onItemKey={({ template, isOwn }, { key }) => {
          if (!template || !isOwn || key !== 'Delete') return false
          void remove(template)
          return true
        }}
        onItemContextMenu={({ template, isOwn }, at) => {
          if (!template || !isOwn) return
          setMenuName(template.name)
          menu.openAt(at.x, at.y, [
            {
              id: 'remove',
              label: t('project:template.remove'),
              icon: Trash2,
              shortcut: 'Del',
              danger: true,
              onAction: () => void remove(template),
            },
          ])
        }}
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
                {start.isOwn ? `${t('project:template.yours')} · ` : null}
                {start.template ? t(`purposes.${start.template.purpose}`) : t('gallery.blankNote')}
              </span>
            </span>
          </span>
        )}
      </CardGrid>
      {menu.menu}
    </>
  )
}
