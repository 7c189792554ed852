import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import css from './add.module.css'

/** One thing to put on the canvas: a small picture above its name. */
export function AddTile({ label, onAdd, children }: { label: string; onAdd: () => void; children: ReactNode }) {
  return (
    <Button className={css.tile ?? ''} onPress={onAdd}>
      <span className={css.tilePicture}>{children}</span>
      <span className={css.tileLabel}>{label}</span>
    </Button>
  )
}
