import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components'
import css from './disclosure.module.css'
import { Icon } from './icon'

/** A part that is closed until somebody wants it; its head says what is in it. `id` is that of the head, so that others can lead to it. */
export function Disclosure(props: {
  title: string
  /** What is set inside, in a few words. */
  summary?: ReactNode
  /** The level of its heading on the page. */
  level?: 2 | 3
  id?: string
  isOpenAtFirst?: boolean
  children: ReactNode
}) {
  const { title, summary, level = 3, id, isOpenAtFirst, children } = props
  return (
    <AriaDisclosure defaultExpanded={isOpenAtFirst ?? false} className={css.part ?? ''}>
      <Heading level={level} className={css.heading ?? ''}>
        <Button slot="trigger" className={css.head ?? ''} {...(id ? { id } : {})}>
          <Icon icon={ChevronRight} size={16} />
          <span className={css.title}>{title}</span>
          {summary ? <span className={css.summary}>{summary}</span> : null}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className={css.inside}>{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  )
}
