import type { LucideIcon } from 'lucide-react'

/** Draws a Lucide icon in the house size: 18 px, stroke 1.75, hidden from screen readers (the control names itself). */
export function Icon({ icon: Drawing, size = 18 }: { icon: LucideIcon; size?: number }) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden focusable={false} />
}
