import { useVirtualizer } from '@tanstack/react-virtual'
import { Star, StarOff } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { searchGlyphs, type GlyphArt, type GlyphEntry, type GlyphIndex } from '../../../core/designs/glyphs'
import { glyphArt, glyphIndex } from '../../drawing'
import { IconButton } from '../../ui/icon-button'
import { Waiting } from '../../ui/progress'
import { SearchField } from '../../ui/search-field'
import { Segments } from '../../ui/segments'
import { useErrors } from '../../ui/use-errors'
import css from './add.module.css'
import { useGlyphShelf, type GlyphShelf } from './glyph-shelf'

const cellPx = 44
const mostShown = 6000

type Among = 'all' | 'favourites' | 'recent'

/** Thousands of glyphs, searched by words; only what is seen is in the page. Arrows move, Enter or a click picks, S stars. */
export function GlyphPicker(props: { chosen?: string; autoFocus?: boolean; onPick: (entry: GlyphEntry) => void }) {
  const { t } = useTranslation('designs')
  const { report } = useErrors()
  const shelf = useGlyphShelf()
  const [index, setIndex] = useState<GlyphIndex | null>(null)
  const [query, setQuery] = useState('')
  const [among, setAmong] = useState<Among>('all')
  useEffect(() => {
    let isCurrent = true
    glyphIndex().then(
      (loaded) => {
        if (isCurrent) setIndex(loaded)
      },
      (error: unknown) => report(error),
    )
    return () => {
      isCurrent = false
    }
  }, [report])
  const { favourites, recent } = shelf
  const found = useMemo(() => {
    if (!index) return []
    const all = searchGlyphs(index, query, { limit: mostShown })
    if (among === 'all') return all
    const kept = among === 'favourites' ? favourites : recent
    const there = new Map(all.map((entry) => [entry.id, entry]))
    // In their own order: the newest first.
    return kept.flatMap((id) => there.get(id) ?? [])
  }, [index, query, among, favourites, recent])
  const pick = (entry: GlyphEntry) => {
    shelf.use(entry.id)
    props.onPick(entry)
  }
  return (
    <div className={css.glyphs}>
      <SearchField
        label={t('glyphs.search')}
        placeholder={t('glyphs.placeholder')}
        value={query}
        onChange={setQuery}
        {...(props.autoFocus ? { autoFocus: true } : {})}
        onSubmit={() => {
          const first = found[0]
          if (first && query.trim()) pick(first)
        }}
      />
      <Segments
        label={t('properties:glyphs.among')}
        options={(['all', 'favourites', 'recent'] as const).map((value) => ({
          value,
          label: t(`properties:glyphs.${value}`),
        }))}
        value={among}
        onChange={setAmong}
      />
      {index ? (
        <>
          <p className={css.note} role="status">
            {found.length > 0
              ? t('glyphs.found', { count: found.length })
              : among !== 'all' && query.trim() === ''
                ? t(`properties:glyphs.none.${among}`)
                : t('glyphs.nothing')}
          </p>
          <GlyphGrid
            key={`${among} ${query}`}
            entries={found}
            shelf={shelf}
            onPick={pick}
            {...(props.chosen ? { chosen: props.chosen } : {})}
          />
        </>
      ) : (
        <Waiting />
      )}
    </div>
  )
}

function GlyphGrid(props: {
  entries: readonly GlyphEntry[]
  shelf: GlyphShelf
  chosen?: string
  onPick: (entry: GlyphEntry) => void
}) {
  const { t } = useTranslation('designs')
  const { entries, shelf, chosen, onPick } = props
  const scroll = useRef<HTMLDivElement>(null)
  const listId = useId()
  const [width, setWidth] = useState(220)
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      entries.findIndex(({ id }) => id === chosen),
    ),
  )
  const [hasFocus, setFocus] = useState(false)
  useEffect(() => {
    const element = scroll.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  const columns = Math.max(1, Math.floor(width / cellPx))
  const rows = useVirtualizer({
    count: Math.ceil(entries.length / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => cellPx,
    overscan: 3,
  })
  const first = useRef(active)
  useEffect(() => {
    if (first.current > 0) rows.scrollToIndex(Math.floor(first.current / columns), { align: 'center' })
  }, [rows, columns])
  const shownRows = rows.getVirtualItems()
  const isActiveShown = shownRows.some(({ index }) => index === Math.floor(active / columns))
  const move = (to: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, to))
    setActive(next)
    rows.scrollToIndex(Math.floor(next / columns))
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -5 * columns,
    PageDown: 5 * columns,
    Home: -entries.length,
    End: entries.length,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    const entry = entries[active]
    if (by !== undefined) move(active + by)
    else if (event.key.toLowerCase() === 's' && !event.ctrlKey && !event.metaKey && !event.altKey && entry)
      shelf.star(entry.id)
    else if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey && entry) onPick(entry)
    else return
    event.preventDefault()
  }
  if (entries.length === 0) return null
  const marked = entries[Math.min(active, entries.length - 1)]
  const nameOf = (entry: GlyphEntry): string => {
    const name = entry.set === 'phosphor-duotone' ? t('glyphs.duotone', { name: entry.name }) : entry.name
    return shelf.isStarred(entry.id) ? t('properties:glyphs.starredName', { name }) : name
  }
  return (
    <>
      <div
        ref={scroll}
        className={css.glyphGrid}
        role="listbox"
        aria-label={t('glyphs.list')}
        tabIndex={0}
        {...(isActiveShown ? { 'aria-activedescendant': `${listId}-${String(active)}` } : {})}
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      >
        <div role="presentation" style={{ position: 'relative', height: rows.getTotalSize() }}>
          {shownRows.map((row) =>
            entries.slice(row.index * columns, (row.index + 1) * columns).map((entry, column) => {
              const at = row.index * columns + column
              return (
                <div
                  key={entry.id}
                  id={`${listId}-${String(at)}`}
                  role="option"
                  aria-selected={entry.id === chosen}
                  aria-label={nameOf(entry)}
                  aria-setsize={entries.length}
                  aria-posinset={at + 1}
                  title={entry.name}
                  data-active={hasFocus && at === active ? true : undefined}
                  className={css.glyph}
                  style={{ left: column * cellPx, top: row.start, width: cellPx, height: cellPx }}
                  data-starred={shelf.isStarred(entry.id) ? true : undefined}
                  onPointerEnter={() => setActive(at)}
                  onClick={() => {
                    setActive(at)
                    onPick(entry)
                  }}
                >
                  <GlyphPicture id={entry.id} />
                </div>
              )
            }),
          )}
        </div>
      </div>
      {marked ? (
        <div className={css.marked}>
          <span>{marked.name}</span>
          <IconButton
            label={t(shelf.isStarred(marked.id) ? 'properties:glyphs.unstar' : 'properties:glyphs.star', {
              name: marked.name,
            })}
            icon={shelf.isStarred(marked.id) ? StarOff : Star}
            shortcut="S"
            size="small"
            onPress={() => shelf.star(marked.id)}
          />
        </div>
      ) : null}
    </>
  )
}

/** A glyph as a small drawing, by its ink; an ornament beside its name. */
export function GlyphPicture({ id }: { id: string }) {
  const [art, setArt] = useState<GlyphArt | null>(null)
  useEffect(() => {
    let isCurrent = true
    glyphArt(id).then(
      (found) => {
        if (isCurrent) setArt(found)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [id])
  if (!art) return null
  const { left, top, right, bottom } = art.ink
  const side = Math.max(right - left, bottom - top)
  const x = (left + right - side) / 2
  const y = (top + bottom - side) / 2
  return (
    <svg viewBox={`${String(x)} ${String(y)} ${String(side)} ${String(side)}`} aria-hidden>
      {art.parts.map(({ d, tone }, part) => (
        <path key={part} d={d} fill="currentColor" opacity={tone === 2 ? 0.35 : 1} />
      ))}
    </svg>
  )
}
