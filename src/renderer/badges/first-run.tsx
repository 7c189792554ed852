import { ImageUp, LayoutTemplate, type LucideIcon } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import { Button, FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { navigate } from '../app/navigation'
import { TemplateGallery } from '../app/template-gallery'
import { pictureFiles, takeFiles } from '../app/take-files'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Waiting } from '../ui/progress'
import { useErrors } from '../ui/use-errors'
import css from './library-page.module.css'

/** The empty library: two ways to begin, and the templates at once. No wizard. */
export function FirstRun() {
  const { t } = useTranslation('badges')
  const { run } = useErrors()
  const gallery = useRef<HTMLDivElement>(null)
  // The gallery comes a moment after the page; a press before that is kept until it is there.
  const isAwaited = useRef(false)
  const toGallery = () => {
    const first = gallery.current?.querySelector<HTMLElement>('[tabindex="0"]')
    isAwaited.current = !first
    gallery.current?.scrollIntoView({ behavior: 'smooth', block: 'start' })
    first?.focus({ preventScroll: true })
  }
  return (
    <Page title={t('first.title')} width="medium">
      <p className={css.lead}>{t('first.sentence')}</p>
      <div className={css.first}>
        <div className={css.ways}>
          <Way icon={LayoutTemplate} title={t('first.template')} note={t('first.templateNote')} onPress={toGallery} />
          <FileTrigger
            acceptedFileTypes={[...pictureFiles, '.blazon']}
            onSelect={(files) => {
              const file = files?.[0]
              if (file) void run(() => takeFiles([file], t('new')))
            }}
          >
            <Way icon={ImageUp} title={t('first.import')} note={t('first.importNote')} />
          </FileTrigger>
        </div>
        <div ref={gallery}>
          <Suspense fallback={<Waiting />}>
            <TemplateGallery onPicked={(designId) => navigate({ page: 'designer', designId })} />
            <Arrival
              onArrive={() => {
                if (isAwaited.current) toGallery()
              }}
            />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}

/** Tells once that what stands before it has come. */
function Arrival({ onArrive }: { onArrive: () => void }) {
  const tell = useRef(onArrive)
  useEffect(() => tell.current(), [])
  return null
}

function Way(props: { icon: LucideIcon; title: string; note: string; onPress?: () => void }) {
  return (
    <Button className={css.way ?? ''} {...(props.onPress ? { onPress: props.onPress } : {})}>
      <span className={css.wayIcon}>
        <Icon icon={props.icon} size={22} />
      </span>
      <span>
        <strong>{props.title}</strong>
        <span>{props.note}</span>
      </span>
    </Button>
  )
}
