import { useVirtualizer } from '@tanstack/react-virtual'
import { History } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { allSteps } from '../../../core/designs/history'
import { Button } from '../../ui/button'
import { announce } from '../../ui/live-region'
import { useDesigner, useEditor } from '../editor'
import { stepName } from '../sentences'
import css from './history-panel.module.css'

const rowHeightPx = 30

/** Every step that is kept, the oldest first: the one that the design is at is marked, those undone are dimmed. A click or Enter goes there. */
export function HistoryPanel() {
  const { t } = useTranslation('history')
  const { t: words } = useTranslation('designs')
  const { designer, view } = useEditor()
  const history = useDesigner((it) => it.history)
  const steps = allSteps(history)
  const current = history.past.length
  const [active, setActive] = useState<number | null>(null)
  const listId = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: steps.length + 1,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    initialRect: { width: 280, height: 300 },
  })
  useEffect(() => virtual.scrollToIndex(current, { align: 'auto' }), [virtual, current])

  const nameAt = (position: number): string => {
    const step = steps[position - 1]
    if (step) return stepName(words, step.label)
    return t(history.dropped > 0 ? 'earlier' : 'start')
  }
  const go = (position: number) => {
    setActive(position)
    if (position === current) return
    designer.jump(position)
    announce(t('went', { step: nameAt(position) }))
  }
  const at = Math.min(active ?? current, steps.length)
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 300) / rowHeightPx) - 1)
    const ways: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: steps.length,
    }
    const way = ways[event.key]
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (way !== undefined) {
      const to = Math.max(0, Math.min(steps.length, way))
      setActive(to)
      virtual.scrollToIndex(to)
    } else if (event.key === 'Enter' || event.key === ' ') go(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className={css.panel} aria-label={words('history.title')}>
      {steps.length === 0 ? (
        <p className={css.nothing}>{t('nothing')}</p>
      ) : (
        <div
          ref={scroll}
          className={css.list}
          role="listbox"
          aria-label={t('list')}
          tabIndex={0}
          aria-activedescendant={`${listId}-${String(at)}`}
          onKeyDown={onKeyDown}
          data-designer-history
        >
          <div role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => (
              <div
                key={index}
                id={`${listId}-${String(index)}`}
                role="option"
                aria-selected={index === current}
                aria-posinset={index + 1}
                aria-setsize={steps.length + 1}
                className={[
                  css.row,
                  index === current ? css.current : index > current ? css.undone : '',
                  index === at ? css.active : '',
                ].join(' ')}
                style={{ transform: `translateY(${String(start)}px)` }}
                onClick={() => go(index)}
              >
                <span>{nameAt(index)}</span>
                {index >= current ? <span className={css.mark}>{t(index === current ? 'now' : 'undone')}</span> : null}
              </div>
            ))}
          </div>
        </div>
      )}
      <div className={css.foot}>
        <Button size="small" icon={History} onPress={() => view.setState({ asking: 'versions' })}>
          {t('versions')}
        </Button>
      </div>
    </section>
  )
}
