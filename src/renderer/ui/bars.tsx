import { useTranslation } from 'react-i18next'
import css from './bars.module.css'
import { Disclosure } from './disclosure'
import { useFormats } from './format'

export type Bar = { id: string; label: string; value: number }

const barPx = 22
const gapPx = 6
const heightPx = 160
const labelPx = 22
const step = barPx + gapPx

/** Counts as upright bars, in the order given: a picture with one sentence for screen readers, and the same as a table behind it. */
export function Bars(props: {
  /** What the picture shows, in a sentence. */
  label: string
  bars: readonly Bar[]
  /** The headings of the table. */
  headings: readonly [label: string, value: string]
}) {
  const { t } = useTranslation('ui')
  const { count } = useFormats()
  const { bars, label, headings } = props
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const widest = Math.max(1, ...bars.map((bar) => bar.label.length))
  // A label for every nth bar, so that none lies on the next; some 7 px a letter.
  const every = Math.max(1, Math.ceil((widest * 7 + 8) / step))
  // So many of the values stand above their bars as fit there; otherwise the highest tells the scale.
  const allValues = Math.max(...bars.map(({ value }) => count(value).length)) * 7 <= step
  const highest = bars.findIndex(({ value }) => value === most)
  const width = Math.max(bars.length * step + widest * 7, 1)
  return (
    <div>
      <div className={css.scroll} tabIndex={0} role="group" aria-label={label}>
        <svg width={width} height={heightPx + labelPx} role="img" aria-label={label} className={css.bars}>
          {bars.map(({ id, label: name, value }, index) => {
            const height = value === 0 ? 0 : Math.max(2, (value / most) * (heightPx - 18))
            const x = index * step
            return (
              <g key={id}>
                <title>{t('bars.one', { name, value: count(value) })}</title>
                <rect x={x} y={heightPx - height} width={barPx} height={height} rx={2} className={css.bar} />
                {value > 0 && (allValues || index === highest) ? (
                  <text x={x + barPx / 2} y={heightPx - height - 5} textAnchor="middle" className={css.value}>
                    {count(value)}
                  </text>
                ) : null}
                {index % every === 0 ? (
                  <text x={x} y={heightPx + 16} className={css.name}>
                    {name}
                  </text>
                ) : null}
              </g>
            )
          })}
          <line x1={0} x2={width} y1={heightPx + 0.5} y2={heightPx + 0.5} className={css.line} />
        </svg>
      </div>
      <Disclosure title={t('bars.table')}>
        <table className={css.table}>
          <caption className={css.caption}>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{headings[0]}</th>
              <th scope="col">{headings[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ id, label: name, value }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{count(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </div>
  )
}
