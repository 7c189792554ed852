import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button'
import css from './page.module.css'

/**
 * The frame of a screen: its heading (which takes the focus when the page opens, so that a screen reader says where one
 * is), its actions (primary last), its content. `fill` gives the content the window's height for a table of its own.
 */
export function Page(props: {
  title: string
  /** Beside the title: a state, a count. */
  beside?: ReactNode
  actions?: ReactNode
  onBack?: () => void
  width?: 'narrow' | 'medium' | 'wide'
  fill?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation('ui')
  const heading = useRef<HTMLHeadingElement>(null)
  const { title } = props
  useEffect(() => {
    document.title = t('windowTitle', { title })
  }, [t, title])
  useEffect(() => {
    // Not where a field asked for the cursor itself.
    if (document.activeElement === null || document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={[css.page, css[props.width ?? 'wide'], props.fill ? css.fill : ''].join(' ')}>
      <header className={css.head}>
        <div className={css.title}>
          {props.onBack ? <IconButton label={t('back')} icon={ArrowLeft} onPress={props.onBack} /> : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {props.beside}
        </div>
        {props.actions ? <div className={css.actions}>{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  )
}

/** The row of search and filters above a list; the first child is the search. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={css.toolbar}>{children}</div>
}

/** A part of a page with its own heading. */
export function Section(props: { title: string; description?: ReactNode; id?: string; children: ReactNode }) {
  const own = useId()
  const id = props.id ?? own
  return (
    <section className={css.section} aria-labelledby={`${id}-title`} id={id}>
      <div className={css.sectionHead}>
        <h2 id={`${id}-title`}>{props.title}</h2>
        {props.description ? <p className={css.quiet}>{props.description}</p> : null}
      </div>
      {props.children}
    </section>
  )
}

/** Things side by side. */
export const Row = ({ children }: { children: ReactNode }) => <div className={css.row}>{children}</div>
/** Things below each other. */
export const Stack = ({ children }: { children: ReactNode }) => <div className={css.stack}>{children}</div>
/** Words of less weight. */
export const Quiet = ({ children }: { children: ReactNode }) => <span className={css.quiet}>{children}</span>
