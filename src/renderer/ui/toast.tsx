import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import type { Tone } from './notice'
import css from './toast.module.css'

export type Toast = {
  text: string
  tone?: Tone
  /** One thing to do about it, such as Undo. */
  action?: { label: string; onPress: () => void }
}
type Shown = Toast & { key: number }

let toasts: readonly Shown[] = []
let lastKey = 0
const listeners = new Set<() => void>()
const publish = (next: readonly Shown[]) => {
  toasts = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says what just happened, in a corner; goes after 6 s (with an action 12 s; what went wrong stays until put away). Returns how to take it back. */
export function showToast(toast: Toast): () => void {
  const key = ++lastKey
  publish([...toasts.filter((it) => it.text !== toast.text), { ...toast, key }].slice(-4))
  return () => publish(toasts.filter((it) => it.key !== key))
}

/** Takes back everything that was said: it was said to somebody who is gone. */
export const forgetToasts = (): void => publish([])

/**
 * While the component lives, toasts stand in the middle above this element instead of in the corner: for pages whose corners
 * hold what one works with. The element lies at the lower edge of the window.
 */
export function useToastsAbove(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const below = element.current
    if (!below) return
    const { style } = document.documentElement
    const place = () => {
      const { left, width, top } = below.getBoundingClientRect()
      style.setProperty('--toast-centre', `${String(left + width / 2)}px`)
      style.setProperty('--toast-room', `${String(width)}px`)
      style.setProperty('--toast-bottom', `${String(window.innerHeight - top)}px`)
    }
    const observer = new ResizeObserver(place)
    observer.observe(below)
    document.documentElement.dataset['toastsAbove'] = ''
    return () => {
      observer.disconnect()
      delete document.documentElement.dataset['toastsAbove']
    }
  }, [element])
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

/** Where toasts appear; once in the app. */
export function ToastRegion() {
  const { t } = useTranslation('ui')
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className={css.region} role="region" aria-label={t('notifications')} aria-live="polite">
      {shown.map((toast) => (
        <ToastCard key={toast.key} toast={toast} onClose={() => publish(toasts.filter((it) => it.key !== toast.key))} />
      ))}
    </div>
  )
}

function ToastCard({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const { t } = useTranslation('ui')
  const [held, setHeld] = useState(false)
  const { key, tone, action } = toast
  const stays = held || tone === 'danger'
  const lastsMs = action ? 12_000 : 6_000
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(() => publish(toasts.filter((it) => it.key !== key)), lastsMs)
    return () => clearTimeout(timer)
  }, [stays, key, lastsMs])
  return (
    <div
      className={[css.toast, css[tone ?? 'success']].join(' ')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon icon={icons[tone ?? 'success']} />
      <div className={css.words}>{toast.text}</div>
      {action ? (
        <Button
          size="small"
          onPress={() => {
            onClose()
            action.onPress()
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton label={t('dismiss')} icon={X} size="small" onPress={onClose} />
    </div>
  )
}
