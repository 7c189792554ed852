import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components'
import { Button, type ButtonProps } from './button'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import css from './list.module.css'

export type MenuEntry =
  | {
      id: string
      label: string
      icon?: LucideIcon
      /** Keys that do the same, shown at the end of the row. */
      shortcut?: string
      danger?: boolean
      isDisabled?: boolean
      onAction: () => void
    }
  | 'separator'

function Entries({ label, entries, autoFocus }: { label: string; entries: readonly MenuEntry[]; autoFocus?: boolean }) {
  return (
    <AriaMenu
      aria-label={label}
      className={css.list ?? ''}
      {...(autoFocus ? { autoFocus: 'first' as const } : {})}
      onAction={(key) => {
        for (const entry of entries) if (entry !== 'separator' && entry.id === key) entry.onAction()
      }}
    >
      {entries.map((entry, index) =>
        entry === 'separator' ? (
          <Separator key={index} className={css.separator ?? ''} />
        ) : (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.isDisabled ?? false}
            className={[css.item, entry.danger ? css.danger : ''].join(' ')}
          >
            {entry.icon ? <Icon icon={entry.icon} size={16} /> : null}
            <Text slot="label" className={css.words ?? ''}>
              {entry.label}
            </Text>
            {entry.shortcut ? <kbd className={css.keys}>{entry.shortcut}</kbd> : null}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  )
}

/** A button that opens a menu; with `iconOnly` its label is the tooltip. */
export function MenuButton(
  props: { label: string; entries: readonly MenuEntry[]; iconOnly?: boolean; icon?: LucideIcon } & Pick<
    ButtonProps,
    'variant' | 'size' | 'isDisabled'
  >,
) {
  const { label, entries, iconOnly, icon, variant, size, isDisabled } = props
  const common = { ...(size ? { size } : {}), ...(isDisabled ? { isDisabled } : {}) }
  return (
    <MenuTrigger>
      {iconOnly && icon ? (
        <IconButton label={label} icon={icon} variant={variant === 'quiet' ? 'quiet' : 'plain'} {...common} />
      ) : (
        <Button {...(icon ? { icon } : {})} {...(variant ? { variant } : {})} {...common}>
          {label}
        </Button>
      )}
      <Popover className={css.popover ?? ''} offset={4}>
        <Entries label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  )
}

/**
 * A menu by right click, the menu key or Shift+F10. Spread `props` on the element and put `menu` anywhere below it:
 * `const context = useContextMenu(label, () => entries)`.
 */
export function useContextMenu(label: string, entriesFor: () => readonly MenuEntry[]) {
  const anchor = useRef<HTMLSpanElement>(null)
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const [entries, setEntries] = useState<readonly MenuEntry[]>([])
  const openAt = (x: number, y: number) => {
    setEntries(entriesFor())
    setAt({ x, y })
  }
  const menu: ReactNode = (
    <>
      <span ref={anchor} className={css.anchor} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} aria-hidden />
      <Popover
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => {
          if (!open) setAt(null)
        }}
        placement="bottom start"
        className={css.popover ?? ''}
        aria-label={label}
      >
        <Entries
          label={label}
          autoFocus
          entries={entries.map((entry) =>
            entry === 'separator'
              ? entry
              : {
                  ...entry,
                  onAction: () => {
                    setAt(null)
                    entry.onAction()
                  },
                },
          )}
        />
      </Popover>
    </>
  )
  const props = {
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault()
      // The menu key gives no pointer: the menu opens at the focused element.
      const box = (event.target as Element).getBoundingClientRect()
      if (event.clientX || event.clientY) openAt(event.clientX, event.clientY)
      else openAt(box.left + 16, box.top + 16)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!(event.shiftKey && event.key === 'F10')) return
      event.preventDefault()
      const box = (event.target as Element).getBoundingClientRect()
      openAt(box.left + 16, box.top + 16)
    },
  }
  return { menu, props, openAt }
}
