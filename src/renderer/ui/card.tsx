import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import css from './card.module.css'

/** A sheet of paper that holds what belongs together. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={css.card}>{children}</div>
}

/**
 * A grid of cards, moved in with the arrow keys; Enter or a click opens. `onItemKey` gets the other keys (F2, Del …)
 * and answers whether it used them.
 */
export function CardGrid<Item>(props: {
  label: string
  items: readonly Item[]
  idOf: (item: Item) => string
  textOf: (item: Item) => string
  onOpen: (item: Item) => void
  onItemKey?: (item: Item, event: KeyboardEvent) => boolean
  onItemContextMenu?: (item: Item, at: { x: number; y: number }) => void
  /** The least width of a card in px; 184 unless told. */
  cardWidth?: number
  children: (item: Item) => ReactNode
}) {
  const { label, items, idOf, textOf, onOpen, onItemKey, onItemContextMenu, cardWidth } = props
  const itemAt = (target: EventTarget) => {
    const id = (target as Element).closest('[data-item]')?.getAttribute('data-item')
    return items.find((item) => idOf(item) === id)
  }
  return (
    <div
      onKeyDownCapture={(event) => {
        // A dialog or a button inside a card keeps its own keys.
        if (!(event.target as Element).matches('[data-item]')) return
        const item = itemAt(event.target)
        if (item === undefined) return
        if (event.shiftKey && event.key === 'F10' && onItemContextMenu) {
          const box = (event.target as Element).getBoundingClientRect()
          event.preventDefault()
          onItemContextMenu(item, { x: box.left + 16, y: box.top + 16 })
        } else if (onItemKey?.(item, event)) {
          event.preventDefault()
          event.stopPropagation()
        }
      }}
      onContextMenu={(event) => {
        const item = itemAt(event.target)
        if (item === undefined || !onItemContextMenu) return
        event.preventDefault()
        const box = (event.target as Element).getBoundingClientRect()
        onItemContextMenu(
          item,
          event.clientX || event.clientY
            ? { x: event.clientX, y: event.clientY }
            : { x: box.left + 16, y: box.top + 16 },
        )
      }}
    >
      <GridList
        aria-label={label}
        layout="grid"
        selectionMode="none"
        items={items.map((item) => ({ id: idOf(item), item }))}
        onAction={(key) => {
          const item = items.find((it) => idOf(it) === key)
          if (item !== undefined) onOpen(item)
        }}
        className={css.grid ?? ''}
        style={{ '--card-width': `${String(cardWidth ?? 184)}px` } as CSSProperties}
        dependencies={[items]}
      >
        {({ id, item }) => (
          <GridListItem id={id} textValue={textOf(item)} className={css.item ?? ''} data-item={id}>
            {props.children(item)}
          </GridListItem>
        )}
      </GridList>
    </div>
  )
}
