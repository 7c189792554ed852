import { ChevronRight, type LucideIcon } from 'lucide-react'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import {
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
  Text,
} from 'react-aria-components'
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
  /** A menu of its own behind an entry. */
  | { id: string; label: string; icon?: LucideIcon; isDisabled?: boolean; entries: readonly MenuEntry[] }
  | 'separator'

function Entries({ label, entries, autoFocus }: { label: string; entries: readonly MenuEntry[]; autoFocus?: boolean }) {
  return (
    <AriaMenu
      aria-label={label}
      className={css.list ?? ''}
      {...(autoFocus ? { autoFocus: 'first' as const } : {})}
      onAction={(key) => {
        for (const entry of entries)
          if (entry !== 'separator' && 'onAction' in entry && entry.id === key) entry.onAction()
      }}
    >
      {entries.map((entry, index) =>
        entry === 'separator' ? (
          <Separator key={index} className={css.separator ?? ''} />
        ) : 'entries' in entry ? (
          <SubmenuTrigger key={entry.id}>
            <Row entry={entry} />
            <Popover className={css.popover ?? ''} offset={-4} crossOffset={-4}>
              <Entries label={entry.label} entries={entry.entries} />
            </Popover>
          </SubmenuTrigger>
        ) : (
          <Row key={entry.id} entry={entry} />
        ),
      )}
    </AriaMenu>
  )
}

function Row({ entry }: { entry: Exclude<MenuEntry, 'separator'> }) {
  const { id, label, icon, isDisabled } = entry
  const shortcut = 'entries' in entry ? undefined : entry.shortcut
  return (
    <MenuItem
      id={id}
      textValue={label}
      isDisabled={isDisabled ?? false}
      className={[css.item, 'danger' in entry && entry.danger ? css.danger : ''].join(' ')}
    >
      {icon ? <Icon icon={icon} size={16} /> : null}
      <Text slot="label" className={css.words ?? ''}>
        {label}
      </Text>
      {shortcut ? <span className={css.keys} data-keys={shortcut} aria-hidden /> : null}
      {'entries' in entry ? <Icon icon={ChevronRight} size={14} /> : null}
    </MenuItem>
  )
}

/** A button that opens a menu, where there is something in it; with `iconOnly` its label is the tooltip. */
export function MenuButton(
  props: { label: string; entries: readonly MenuEntry[]; iconOnly?: boolean; icon?: LucideIcon } & Pick<
    ButtonProps,
    'variant' | 'size' | 'isDisabled'
  >,
) {
  const { label, entries, iconOnly, icon, variant, size, isDisabled } = props
  if (entries.length === 0) return null
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

/** Entries that close the menu before they act. */
const closing = (entries: readonly MenuEntry[], close: () => void): MenuEntry[] =>
  entries.map((entry) => {
    if (entry === 'separator') return entry
    if ('entries' in entry) return { ...entry, entries: closing(entry.entries, close) }
    return {
      ...entry,
      onAction: () => {
        close()
        entry.onAction()
      },
    }
  })

/**
 * A menu by right click, the menu key or Shift+F10, for lists and tables that say where: call `openAt` with the point and
 * the entries, and put `menu` once on the page. (`CardGrid` and `VirtualTable` have callbacks for it.)
 */
export function useContextMenu(label: string) {
  const anchor = useRef<HTMLSpanElement>(null)
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const [entries, setEntries] = useState<readonly MenuEntry[]>([])
  const openAt = useCallback((x: number, y: number, shown: readonly MenuEntry[]) => {
    setEntries(shown)
    setAt({ x, y })
  }, [])
  const close = () => setAt(null)
  const menu: ReactNode = (
    <>
      <span ref={anchor} className={css.anchor} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} aria-hidden />
      <Popover
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => {
          if (!open) close()
        }}
        placement="bottom start"
        className={css.popover ?? ''}
        aria-label={label}
      >
        <Entries label={label} autoFocus entries={closing(entries, close)} />
      </Popover>
    </>
  )
  return { menu, openAt }
}
