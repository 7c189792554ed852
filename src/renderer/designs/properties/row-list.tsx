import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { IconButton } from '../../ui/icon-button'
import css from './properties.module.css'

/** An entry without its place moved to another; the list itself where nothing moves. */
const moved = <Entry,>(list: readonly Entry[], from: number, to: number): Entry[] => {
  const entry = list[from]
  return entry === undefined || to < 0 || to >= list.length
    ? [...list]
    : list.toSpliced(from, 1).toSpliced(to, 0, entry)
}

/**
 * A short list whose entries are opened one at a time, moved up and down, and taken away: rings, effects, filters. All by buttons, so
 * that it works by keyboard alone.
 */
export function RowList<Entry>(props: {
  label: string
  entries: readonly Entry[]
  nameOf: (entry: Entry, index: number) => string
  pictureOf?: (entry: Entry) => ReactNode
  words: { up: (name: string) => string; down: (name: string) => string; remove: (name: string) => string }
  onChange: (entries: Entry[]) => void
  children: (entry: Entry, change: (patch: Partial<Entry>) => void, index: number) => ReactNode
}) {
  const { label, entries, nameOf, pictureOf, words, onChange, children } = props
  const [open, setOpen] = useState<number | null>(null)
  const [count, setCount] = useState(entries.length)
  // One that was just added is the one that is wanted.
  if (entries.length !== count) {
    setCount(entries.length)
    if (entries.length === count + 1) setOpen(entries.length - 1)
    else if (open !== null && open >= entries.length) setOpen(null)
  }
  if (entries.length === 0) return null
  return (
    <ol className={css.rows} aria-label={label}>
      {entries.map((entry, index) => {
        const name = nameOf(entry, index)
        const isOpen = open === index
        const move = (to: number) => {
          onChange(moved(entries, index, to))
          if (open === index) setOpen(to)
          else if (open === to) setOpen(index)
        }
        return (
          <li key={index} className={css.row}>
            <div className={css.rowHead}>
              <Button
                className={css.rowName ?? ''}
                aria-expanded={isOpen}
                onPress={() => setOpen(isOpen ? null : index)}
              >
                {pictureOf?.(entry)}
                <span>{name}</span>
              </Button>
              <IconButton
                label={words.up(name)}
                icon={ArrowUp}
                size="small"
                isDisabled={index === 0}
                onPress={() => move(index - 1)}
              />
              <IconButton
                label={words.down(name)}
                icon={ArrowDown}
                size="small"
                isDisabled={index === entries.length - 1}
                onPress={() => move(index + 1)}
              />
              <IconButton
                label={words.remove(name)}
                icon={Trash2}
                size="small"
                onPress={() => onChange(entries.toSpliced(index, 1))}
              />
            </div>
            {isOpen ? (
              <div className={css.rowBody}>
                {children(entry, (patch) => onChange(entries.with(index, { ...entry, ...patch })), index)}
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
