import {
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { VisuallyHidden } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Graph, Node } from '../../core/contract/programs'
import { neighbourhood } from '../../core/programs/neighbourhood'
import { BadgePicture } from '../app/badge-picture'
import { columnAfter, columnBefore, type ColumnName, columnNames, joinsOf } from './columns'
import css from './graph-view.module.css'

/** More lines than that tell nothing: then only those of what is chosen are drawn. */
const mostLines = 60
/** So many are told apart by their pictures; of more, only the names are read. */
const mostPictures = 300

/**
 * Systems, issuers, programs and badges side by side, with lines between what belongs together. Things are buttons: arrow keys go up
 * and down a column and over to what is joined; each says in words what its lines show.
 */
export function GraphView(props: {
  graph: Graph
  /** What is shown of it; null for everything. */
  shown: ReadonlySet<string> | null
  chosenId: string | null
  onChoose: (id: string | null) => void
}) {
  const { t } = useTranslation('programs')
  const { graph, shown, chosenId, onChoose } = props
  const box = useRef<HTMLDivElement>(null)
  const [focusId, setFocusId] = useState<string | null>(null)
  const near = chosenId === null ? null : neighbourhood(graph.links, [chosenId])
  const joins = useMemo(() => joinsOf(graph), [graph])
  const hasManyLinks = graph.links.length > mostLines
  /** What is shown of a column. Where there is much, what hangs together with the chosen thing comes first beside it. */
  const nodesOf = (column: ColumnName): Node[] => {
    const own = graph[column].filter(({ id }) => shown === null || shown.has(id))
    const isBeside = near !== null && !own.some(({ id }) => id === chosenId)
    return hasManyLinks && isBeside
      ? [...own.filter(({ id }) => near.has(id)), ...own.filter(({ id }) => !near.has(id))]
      : own
  }
  const columns = columnNames
    .map((name) => ({ name, nodes: nodesOf(name), all: graph[name].length }))
    .filter(({ all }) => all > 0)
  const nodes = columns.flatMap((column) => column.nodes)
  const tabStop = [focusId, chosenId, nodes[0]?.id].find((id) => nodes.some((node) => node.id === id))
  const buttonOf = (id: string) => box.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)

  useEffect(() => {
    if (chosenId === null) return
    // What hangs together may lie below the edge of its column.
    for (const column of box.current?.querySelectorAll('ul') ?? [])
      if (!column.querySelector('[aria-pressed="true"]'))
        column.querySelector('[data-near]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const goTo = (id: string | undefined) => {
    if (id === undefined) return
    setFocusId(id)
    buttonOf(id)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent, column: ColumnName, node: Node) => {
    const own = nodesOf(column)
    const at = own.findIndex(({ id }) => id === node.id)
    const side = event.key === 'ArrowRight' ? columnAfter(column) : columnBefore(column)
    if (event.key === 'ArrowDown') goTo(own[at + 1]?.id)
    else if (event.key === 'ArrowUp') goTo(own[at - 1]?.id)
    else if (event.key === 'Home') goTo(own[0]?.id)
    else if (event.key === 'End') goTo(own.at(-1)?.id)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      if (side === null) return
      const beside = nodesOf(side)
      const joined = new Set(joins(node.id, side).map(({ id }) => id))
      goTo((beside.find(({ id }) => joined.has(id)) ?? beside[Math.min(at, beside.length - 1)])?.id)
    } else if (event.key === 'Escape' && chosenId !== null) onChoose(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={box} className={css.graph} style={{ '--columns': columns.length } as CSSProperties}>
      {columns.map(({ name, nodes: own, all }) => (
        <section key={name} className={css.column} aria-labelledby={`column-${name}`}>
          <h2 id={`column-${name}`} className={css.heading}>
            {t(`columns.${name}`)} <span className={css.count}>{t('count', { count: all })}</span>
          </h2>
          <ul className={css.nodes}>
            {own.map((node) => (
              <li key={node.id}>
                <button
                  type="button"
                  data-node={node.id}
                  {...(near?.has(node.id) ? { 'data-near': '' } : {})}
                  aria-pressed={node.id === chosenId}
                  tabIndex={node.id === tabStop ? 0 : -1}
                  className={[css.node, near !== null && !near.has(node.id) ? css.far : ''].join(' ')}
                  onFocus={() => setFocusId(node.id)}
                  onClick={() => onChoose(node.id === chosenId ? null : node.id)}
                  onKeyDown={(event) => onKeyDown(event, name, node)}
                >
                  {all <= mostPictures && (name === 'badges' || node.pictureSha256) ? (
                    <BadgePicture sha256={node.pictureSha256} size={24} />
                  ) : null}
                  <span className={css.name}>{node.name}</span>
                  <Joined joins={joins} column={name} id={node.id} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Lines box={box} graph={graph} isShown={(id) => shown === null || shown.has(id)} near={near} />
    </div>
  )
}

/** In words what the lines of a thing show. */
function Joined({ joins, column, id }: { joins: ReturnType<typeof joinsOf>; column: ColumnName; id: string }) {
  const { t, i18n } = useTranslation('programs')
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  const before = columnBefore(column)
  const after = columnAfter(column)
  const names = (side: ColumnName | null) => (side === null ? [] : joins(id, side).map(({ name }) => name))
  const above = names(before)
  const below = names(after)
  return (
    <VisuallyHidden>
      {above.length > 0 ? ` ${t('belongsTo', { names: list.format(above) })}` : ''}
      {below.length > 0 ? ` ${t('holds', { names: list.format(below) })}` : ''}
    </VisuallyHidden>
  )
}

type Line = { key: string; path: string; isNear: boolean }

/** The lines, measured from where the things stand; an ornament: the words are in the things. */
function Lines(props: {
  box: RefObject<HTMLDivElement | null>
  graph: Graph
  isShown: (id: string) => boolean
  near: ReadonlySet<string> | null
}) {
  const { box, graph, isShown, near } = props
  const [lines, setLines] = useState<Line[]>([])
  const [isMoved, setMoved] = useState(0)
  useEffect(() => {
    const element = box.current
    if (!element) return
    let frame = 0
    const again = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setMoved((it) => it + 1))
    }
    const observer = new ResizeObserver(again)
    observer.observe(element)
    // Scrolling does not bubble; the columns scroll each for itself.
    element.addEventListener('scroll', again, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      element.removeEventListener('scroll', again, { capture: true })
    }
  }, [box])
  const links = graph.links.filter(({ parentId, childId }) => isShown(parentId) && isShown(childId))
  const isNear = (ids: { parentId: string; childId: string }) =>
    near !== null && near.has(ids.parentId) && near.has(ids.childId)
  const drawn = links.length > mostLines ? links.filter(isNear) : links
  const key = drawn.map(({ parentId, childId }) => `${parentId}${childId}${isNear({ parentId, childId })}`).join()
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const frame = element.getBoundingClientRect()
    const placeOf = new Map<string, { left: number; right: number; y: number }>()
    for (const column of element.querySelectorAll('ul')) {
      const seen = column.getBoundingClientRect()
      for (const button of column.querySelectorAll<HTMLElement>('[data-node]')) {
        const { left, right, top, height } = button.getBoundingClientRect()
        // What has scrolled out of sight is pointed to at the edge.
        const y = Math.min(Math.max(top + height / 2, seen.top), seen.bottom)
        placeOf.set(button.dataset['node'] ?? '', {
          left: left - frame.left,
          right: right - frame.left,
          y: y - frame.top,
        })
      }
    }
    setLines(
      drawn.flatMap((link) => {
        const from = placeOf.get(link.parentId)
        const to = placeOf.get(link.childId)
        if (!from || !to) return []
        const middle = (from.right + to.left) / 2
        const path = `M${from.right} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.left} ${to.y}`
        return [{ key: `${link.kind}${link.parentId}${link.childId}`, path, isNear: isNear(link) }]
      }),
    )
    // `drawn` is new at every turn; what it holds is in the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [box, graph, key, isMoved])
  return (
    <svg className={css.lines} aria-hidden>
      {lines
        .toSorted((one, other) => Number(one.isNear) - Number(other.isNear))
        .map((line) => (
          <path key={line.key} d={line.path} className={[css.line, line.isNear ? css.nearLine : ''].join(' ')} />
        ))}
    </svg>
  )
}
