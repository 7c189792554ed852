import {
  CalendarHeart,
  ChartColumn,
  Image,
  Inbox,
  ListChecks,
  LogOut,
  Network,
  Plus,
  Route as RouteIcon,
  ScanLine,
  Search,
  User,
  Zap,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Icon } from '../ui/icon'
import { shortcutText } from '../ui/keys'
import list from '../ui/list.module.css'
import { BadgePicture } from './badge-picture'
import css from './command-palette.module.css'
import { useLibrary } from './library-facts'
import { signOut, useOperator } from './desk'
import { useMay } from './may'
import { navigate } from './navigation'
import { isPlaceOf } from './page-needs'
import { usePageCommands } from './page-commands'
import { places } from './places'
import type { Route } from './routes'

type Entry = {
  id: string
  label: string
  note?: string
  icon: LucideIcon
  /** A badge's picture instead of the icon. */
  pictureSha256?: string | null
  shortcut?: string
  isDisabled?: boolean
  to: Route | (() => void)
}

const otherWords = z.record(z.string(), z.string())

/** Everything by typing: places and commands at once, badges and people as they are found. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('app')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
      className={css.scrim ?? ''}
    >
      <Modal className={css.modal ?? ''}>
        <Dialog aria-label={t('palette.title')} className={css.dialog ?? ''}>
          <Finder onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['app', 'operators'])
  const operator = useOperator()
  const { contains } = useFilter({ sensitivity: 'base' })
  const { library } = useLibrary()
  const mayMake = useMay('badges.create')
  const maySeePeople = useMay('people.search')
  const maySeeBadges = useMay('badges.list')
  const hasAwards = library.counts.awards > 0
  const [text, setText] = useState('')
  const query = text.trim()
  const found = useCall(['palette', query], async (signal) => {
    if (query === '') return { badges: [], people: [] }
    const [badges, people] = await Promise.all([
      maySeeBadges ? client.badges.list({ query, limit: 6 }, { signal }).then(({ rows }) => rows) : [],
      maySeePeople ? client.people.search({ query, limit: 6 }, { signal }) : [],
    ])
    return { badges, people }
  })
  const { title, list: listOfPage } = usePageCommands()
  const [pageCommands] = useState(listOfPage)
  const everything: Entry[] = [
    ...places.map((place, index) => ({
      id: place.id,
      label: t(`places.${place.id}`),
      icon: place.icon,
      shortcut: shortcutText(`Mod+${String(index + 1)}`),
      to: place.route,
    })),
    ...(mayMake
      ? [{ id: 'new', label: t('palette.newBadge'), icon: Plus, to: { page: 'library' as const, dialog: 'new' } }]
      : []),
    {
      id: 'event',
      label: t('palette.event'),
      icon: CalendarHeart,
      shortcut: shortcutText('Mod+Shift+E'),
      to: { page: 'event' },
    },
    { id: 'rosters', label: t('palette.rosters'), icon: ListChecks, to: { page: 'rosters' } },
    { id: 'redeem', label: t('palette.redeem'), icon: ScanLine, to: { page: 'redeem' } },
    { id: 'applications', label: t('palette.applications'), icon: Inbox, to: { page: 'applications' } },
    { id: 'programs', label: t('palette.programs'), icon: Network, to: { page: 'programs' } },
    { id: 'series', label: t('palette.series'), icon: RouteIcon, to: { page: 'series' } },
    ...(hasAwards
      ? [{ id: 'statistics', label: t('palette.statistics'), icon: ChartColumn, to: { page: 'statistics' as const } }]
      : []),
    { id: 'activities', label: t('palette.activities'), icon: ListChecks, to: { page: 'activities' } },
    ...(
      [
        'issuer',
        'brand',
        'fonts',
        'hosting',
        'formats',
        'keys',
        'mail',
        'events',
        'operators',
        'appearance',
        'shortcuts',
        'backups',
        'check',
        'audit',
        'transfer',
        'about',
      ] as const
    ).map((section) => ({
      id: `settings-${section}`,
      label: t(`palette.settings.${section}`),
      icon: places[6].icon,
      to: { page: 'settings' as const, section },
    })),
  ]
  const commands = everything.filter(({ to }) => typeof to === 'function' || isPlaceOf(operator, to))
  if (operator)
    commands.push({ id: 'sign-out', label: t('operators:status.signOut'), icon: LogOut, to: () => void signOut() })
  const ofPage = pageCommands
    .filter((it) => contains(it.label, query))
    .map(({ id, label, icon, shortcut, isDisabled, run }) => ({
      id: `page-${id}`,
      label,
      icon: icon ?? Zap,
      ...(shortcut ? { shortcut } : {}),
      isDisabled: isDisabled ?? false,
      to: run,
    }))
  // By its name first, then by what else people call it.
  const also = otherWords.parse(t('palette.also', { returnObjects: true }))
  const named = commands.filter((it) => contains(it.label, query))
  const meant = commands.filter((it) => !named.includes(it) && contains(also[it.id] ?? '', query))
  const all: { id: string; heading?: string; entries: Entry[] }[] = [
    { id: 'page', heading: title, entries: ofPage },
    { id: 'commands', entries: [...named, ...meant].slice(0, query ? 8 : 9) },
    {
      id: 'badges',
      entries: (found.data?.badges ?? []).map((badge) => ({
        id: `badge-${badge.id}`,
        label: badge.name,
        icon: Image,
        pictureSha256: badge.pictureSha256,
        to: { page: 'badge', badgeId: badge.id },
      })),
    },
    {
      id: 'people',
      entries: (found.data?.people ?? []).map((person) => ({
        id: `person-${person.id}`,
        label: person.name,
        ...(person.email ? { note: person.email } : {}),
        icon: User,
        to: { page: 'person', personId: person.id },
      })),
    },
  ]
  const sections = all.filter((section) => section.entries.length > 0)
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <div
        // Before the list, which would take the first Escape for the entry that is marked in it.
        onKeyDownCapture={(event) => {
          if (event.key === 'Escape' && text === '' && !event.nativeEvent.isComposing) onClose()
        }}
      >
        <SearchField aria-label={t('palette.title')} autoFocus className={css.search ?? ''}>
          <Icon icon={Search} />
          <Input className={css.input ?? ''} placeholder={t('palette.placeholder')} />
        </SearchField>
      </div>
      {/* The list is longer than it is high: who does not walk through it scrolls it by keys. */}
      <div className={css.results} role="group" aria-label={t('palette.results')} tabIndex={0}>
        <Menu
          aria-label={t('palette.results')}
          className={css.list ?? ''}
          items={sections}
          renderEmptyState={() => <div className={css.none}>{t('palette.nothing')}</div>}
          onAction={(key) => {
            const entry = sections.flatMap((section) => section.entries).find((it) => it.id === key)
            if (!entry) return
            onClose()
            if (typeof entry.to === 'function') entry.to()
            else navigate(entry.to)
          }}
        >
          {(section) => (
            <MenuSection id={section.id} items={section.entries}>
              <Header className={css.heading ?? ''}>{section.heading ?? t(`palette.sections.${section.id}`)}</Header>
              {section.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.label}
                  isDisabled={entry.isDisabled ?? false}
                  className={list.item ?? ''}
                >
                  {entry.pictureSha256 ? (
                    <BadgePicture sha256={entry.pictureSha256} size={24} />
                  ) : (
                    <Icon icon={entry.icon} />
                  )}
                  <span className={list.words}>
                    <Text slot="label">{entry.label}</Text>
                    {entry.note ? (
                      <Text slot="description" className={list.description ?? ''}>
                        {entry.note}
                      </Text>
                    ) : null}
                  </span>
                  {entry.shortcut ? <span className={list.keys} data-keys={entry.shortcut} aria-hidden /> : null}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </div>
    </Autocomplete>
  )
}
