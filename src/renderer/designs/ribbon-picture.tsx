import { ribbonGeometry } from '../../core/designs/ribbon'

/** A ribbon of a style as a small drawing; an ornament beside its name. */
export function RibbonPicture({ style }: { style: string }) {
  const ribbon = ribbonGeometry({ style, width: 104, height: 24, sagitta: 0.08 })
  return (
    <svg viewBox="-56 -32 112 64" aria-hidden>
      <path d={ribbon.tails} opacity={0.6} />
      <path d={ribbon.folds} opacity={0.85} />
      <path d={ribbon.face} />
    </svg>
  )
}
