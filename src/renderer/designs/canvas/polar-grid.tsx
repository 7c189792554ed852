import type { StageView } from '../../drawing'
import css from './board.module.css'

const middle = 300
/** The circles of the polar grid, by radius in units: a tenth of the artboard apart; with the rays between. */
export const gridCircles = [30, 60, 90, 120, 150, 180, 210, 240, 270, 300].map((radius) => ({
  x: middle,
  y: middle,
  radius,
  rays: 15,
}))
const spokes = Array.from({ length: 24 }, (_, index) => index * 15)

/** Circles round the artboard's middle and rays every 15°: what round badges are built on. Never part of the picture. */
export function PolarGrid({ view }: { view: StageView }) {
  const side = 600 * view.zoom
  return (
    <svg
      className={css.grid}
      style={{ left: view.left, top: view.top, width: side, height: side }}
      viewBox="0 0 600 600"
      aria-hidden
    >
      {gridCircles.map(({ radius }) => (
        <circle key={radius} cx={middle} cy={middle} r={radius} data-main={radius % 60 === 0 || undefined} />
      ))}
      {spokes.map((degrees) => (
        <line
          key={degrees}
          x1={middle}
          y1={middle}
          x2={middle}
          y2={0}
          transform={`rotate(${degrees} ${middle} ${middle})`}
          data-main={degrees % 45 === 0 || undefined}
        />
      ))}
    </svg>
  )
}
