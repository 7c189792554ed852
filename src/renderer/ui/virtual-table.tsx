import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Checkbox } from './choices'
import { Icon } from './icon'
import { extendTo, nothingSelected, type Selection, selectOne, toggle } from './selection'
import css from './virtual-table.module.css'

export type Column<Row> = {
  id: string
  /** Empty for a column of buttons. */
  heading: string
  /** A CSS grid track: `2fr`, `120px`, `minmax(160px, 1fr)`. */
  width?: string
  align?: 'start' | 'end'
  isSortable?: boolean
  cell: (row: Row) => ReactNode
}
export type Sort = { column: string; descending: boolean }

const rowHeightPx = 44

/**
 * A table of any length: only what is seen is in the page (about 60 rows at most). A keyboard grid: arrows, Page, Home and
 * End move, Shift extends, Space chooses, Ctrl+A chooses all that is loaded, Enter opens. Put it in a `Page fill`.
 */
export function VirtualTable<Row>(props: {
  label: string
  rows: readonly Row[]
  /** All there are, loaded or not; the rows' count unless told. */
  total?: number
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The row whose facts stand open beside the table; it is marked. */
  openId?: string
  /** Called when the end of the loaded rows comes near: load the next page. */
  onEndReached?: () => void
  /** Both together make rows choosable. */
  selection?: Selection
  onSelectionChange?: (selection: Selection) => void
  sort?: Sort
  onSortChange?: (sort: Sort) => void
  onRowContextMenu?: (row: Row, at: { x: number; y: number }) => void
  /** Keys that the table does not know (Del, F2 …); answers whether it used them. */
  onRowKey?: (row: Row, event: KeyboardEvent) => boolean
  /** Shown instead of rows where there are none. */
  nothing?: ReactNode
  /** A line below, such as the sum of what is chosen. */
  footer?: ReactNode
  /** The least width before it scrolls sideways, in px. */
  leastWidth?: number
}) {
  const { t } = useTranslation('ui')
  const { rows, columns, idOf, onOpen, selection, onSelectionChange, sort, onSortChange, total = rows.length } = props
  const scroll = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const [activeId, setActiveId] = useState<string | null>(null)
  const [hasFocus, setFocus] = useState(false)
  const choosable = selection !== undefined && onSelectionChange !== undefined
  const order = () => rows.map(idOf)
  const found = activeId === null ? -1 : rows.findIndex((row) => idOf(row) === activeId)
  const active = found >= 0 ? found : rows.length > 0 ? 0 : -1

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    // Before the first measure (and where nothing can be measured) a window of ordinary size.
    initialRect: { width: 1200, height: 720 },
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1)
      if (last && last.index >= rows.length - 30 && rows.length < total) props.onEndReached?.()
    },
  })

  const go = (index: number, event: KeyboardEvent) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row === undefined) return
    const id = idOf(row)
    setActiveId(id)
    virtual.scrollToIndex(rows.indexOf(row))
    if (event.shiftKey && choosable) {
      const current = rows[active]
      const start = selection.anchor === null && current !== undefined ? selectOne(idOf(current)) : selection
      onSelectionChange(extendTo(start, id, order()))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroll.current) return
    const row = rows[active]
    const pageRows = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 600) / rowHeightPx) - 2)
    if (event.key === 'ArrowDown') go(found < 0 ? 0 : active + 1, event)
    else if (event.key === 'ArrowUp') go(active - 1, event)
    else if (event.key === 'PageDown') go(active + pageRows, event)
    else if (event.key === 'PageUp') go(active - pageRows, event)
    else if (event.key === 'Home') go(0, event)
    else if (event.key === 'End') go(rows.length - 1, event)
    else if (event.key === ' ' && choosable && row !== undefined) onSelectionChange(toggle(selection, idOf(row)))
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && choosable)
      onSelectionChange({ ids: new Set(order()), anchor: selection.anchor })
    else if (event.key === 'Escape' && choosable && selection.ids.size > 0) onSelectionChange(nothingSelected)
    else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
    else if (event.shiftKey && event.key === 'F10' && row !== undefined && props.onRowContextMenu) {
      const box = scroll.current?.getBoundingClientRect()
      const top = (box?.top ?? 0) + 40 + active * rowHeightPx - (scroll.current?.scrollTop ?? 0)
      props.onRowContextMenu(row, { x: (box?.left ?? 0) + 24, y: top + 24 })
    } else if (!(row !== undefined && props.onRowKey?.(row, event))) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onRowClick = (row: Row, event: MouseEvent) => {
    const id = idOf(row)
    setActiveId(id)
    // Buttons and boxes inside a row do their own work.
    if ((event.target as Element).closest('button, a, input, label')) return
    scroll.current?.focus({ preventScroll: true })
    if (choosable && event.shiftKey) onSelectionChange(extendTo(selection, id, order()))
    else if (choosable && (event.ctrlKey || event.metaKey)) onSelectionChange(toggle(selection, id))
    else if (onOpen) onOpen(row)
    else if (choosable) onSelectionChange(selectOne(id))
  }

  const tracks = columns.map((column) => column.width ?? 'minmax(120px, 1fr)')
  const style = {
    '--columns': [...(choosable ? ['36px'] : []), ...tracks].join(' '),
    '--least-width': `${String(props.leastWidth ?? 640)}px`,
  } as CSSProperties
  const chosenHere = choosable ? rows.filter((row) => selection.ids.has(idOf(row))).length : 0
  const rowId = (index: number) => `${gridId}-row-${String(index)}`
  const heading = (column: Column<Row>) => {
    if (!column.isSortable || !onSortChange) return column.heading
    const isSorted = sort?.column === column.id
    return (
      <Button
        className={css.sort ?? ''}
        onPress={() => onSortChange({ column: column.id, descending: isSorted ? !sort.descending : false })}
      >
        {column.heading}
        {isSorted ? <Icon icon={sort.descending ? ArrowDown : ArrowUp} size={14} /> : null}
      </Button>
    )
  }

  return (
    <div className={css.frame} style={style} {...(hasFocus ? { 'data-focus': true } : {})}>
      <div
        ref={scroll}
        className={css.scroll}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (choosable ? 1 : 0)}
        {...(choosable ? { 'aria-multiselectable': true } : {})}
        {...(active >= 0 && hasFocus ? { 'aria-activedescendant': rowId(active) } : {})}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocus(event.target === event.currentTarget && event.target.matches(':focus-visible'))}
        onBlur={() => setFocus(false)}
      >
        <div role="rowgroup" className={css.headings}>
          <div role="row" aria-rowindex={1} className={css.line}>
            {choosable ? (
              <div role="columnheader" className={css.heading}>
                <Checkbox
                  isSelected={rows.length > 0 && chosenHere === rows.length}
                  isIndeterminate={chosenHere > 0 && chosenHere < rows.length}
                  onChange={(all) => onSelectionChange({ ids: new Set(all ? order() : []), anchor: null })}
                  label={t('selectAll')}
                />
              </div>
            ) : null}
            {columns.map((column) => (
              <div
                key={column.id}
                // A column of buttons has no heading, and an empty one is read as a riddle.
                role={column.heading ? 'columnheader' : 'gridcell'}
                className={[css.heading, column.align === 'end' ? css.end : ''].join(' ')}
                {...(column.isSortable
                  ? {
                      'aria-sort':
                        sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : ('none' as const),
                    }
                  : {})}
              >
                {heading(column)}
              </div>
            ))}
          </div>
        </div>
        {rows.length === 0 ? (
          <div className={css.nothing} role="row">
            <div role="gridcell">{props.nothing ?? t('nothingHere')}</div>
          </div>
        ) : (
          <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              const id = idOf(row)
              return (
                <div
                  key={id}
                  id={rowId(item.index)}
                  role="row"
                  aria-rowindex={item.index + 2}
                  {...(choosable ? { 'aria-selected': selection.ids.has(id) } : {})}
                  {...(id === props.openId ? { 'aria-current': true } : {})}
                  {...(hasFocus && item.index === active ? { 'data-active': true } : {})}
                  className={[css.row, css.line].join(' ')}
                  style={{ height: item.size, transform: `translateY(${String(item.start)}px)` }}
                  onClick={(event) => onRowClick(row, event)}
                  onContextMenu={(event) => {
                    if (!props.onRowContextMenu) return
                    event.preventDefault()
                    setActiveId(id)
                    props.onRowContextMenu(row, { x: event.clientX, y: event.clientY })
                  }}
                >
                  {choosable ? (
                    <div role="gridcell" className={css.cell}>
                      <Checkbox
                        isSelected={selection.ids.has(id)}
                        onChange={() => onSelectionChange(toggle(selection, id))}
                        label={t('selectRow', { number: item.index + 1 })}
                        isOutOfTabOrder
                      />
                    </div>
                  ) : null}
                  {columns.map((column) => (
                    <div
                      key={column.id}
                      role="gridcell"
                      className={[css.cell, column.align === 'end' ? css.end : ''].join(' ')}
                    >
                      {column.cell(row)}
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        )}
      </div>
      {props.footer ? <div className={css.foot}>{props.footer}</div> : null}
    </div>
  )
}
