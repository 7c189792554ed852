import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import css from './right-splitter.module.css'

const [least, usual, most] = [6, 46, 85] as const
const step = 4
/** The share of the column that its lower part has, in hundredths: kept while the page lives, for the next design too. */
let remembered: number = usual

/** How the right column is parted: the share of the lower part in hundredths, and its size for the style. */
export function useRightSplit(): { share: number; setShare: (share: number) => void; style: CSSProperties } {
  const [share, set] = useState(remembered)
  return {
    share,
    setShare: (to) => {
      remembered = Math.round(Math.min(most, Math.max(least, to)))
      set(remembered)
    },
    style: { flexBasis: `${share}%` },
  }
}

/** The divider of the right column: dragged, or moved by the arrow keys; a double click puts it back. */
export function RightSplitter({ share, onShare }: { share: number; onShare: (share: number) => void }) {
  const { t } = useTranslation('designs')
  const drag = useRef<{ y: number; from: number; height: number } | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowUp: share + step,
      ArrowDown: share - step,
      Home: most,
      End: least,
      Enter: usual,
    }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onShare(to)
  }
  return (
    <div
      className={css.splitter}
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('rightSplitter')}
      // Counted from above, as the divider moves.
      aria-valuemin={100 - most}
      aria-valuemax={100 - least}
      aria-valuenow={100 - share}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onShare(usual)}
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const height = event.currentTarget.parentElement?.clientHeight ?? 0
        drag.current = { y: event.clientY, from: share, height: Math.max(1, height) }
      }}
      onPointerMove={(event: PointerEvent) => {
        const { current } = drag
        if (current) onShare(current.from - ((event.clientY - current.y) / current.height) * 100)
      }}
      onLostPointerCapture={() => {
        drag.current = null
      }}
    />
  )
}
