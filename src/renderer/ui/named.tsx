import type { ReactNode } from 'react'
import css from './named.module.css'

/** A name with its picture or mark before it, as a cell of a table; a long name ends in dots. */
export const Named = ({ mark, children }: { mark: ReactNode; children: string }) => (
  <span className={css.named}>
    {mark}
    <span>{children}</span>
  </span>
)
