import {
  Archive,
  ArchiveRestore,
  Award,
  Copy,
  Ellipsis,
  FileDown,
  FolderOpen,
  LayoutTemplate,
  Network,
  Palette,
  Pause,
  PenLine,
  Play,
  Plus,
  Route as RouteIcon,
  SearchX,
  Trash2,
} from 'lucide-react'
import { type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { useTheirs } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { TemplateDialog } from '../app/template-dialog'
import { TemplateGallery } from '../app/template-gallery'
import { openProjectFile, saveProjectFile } from '../app/project-files'
import { designFromPicture, pictureFiles } from '../app/take-files'
import { Button } from '../ui/button'
import { CardGrid } from '../ui/card'
import { ConfirmDialog, Dialog } from '../ui/dialog'
import { FileButton } from '../ui/drop-zone'
import { EmptyState } from '../ui/empty-state'
import { hasCommandKey, shortcutText } from '../ui/keys'
import { announce } from '../ui/live-region'
import { MenuButton, type MenuEntry, useContextMenu } from '../ui/menu'
import { Page, Row, Toolbar } from '../ui/page'
import { Waiting } from '../ui/progress'
import { SearchField } from '../ui/search-field'
import { Select } from '../ui/select'
import { Segments } from '../ui/segments'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { usePageShortcut } from '../ui/use-page-shortcut'
import { BadgeTile, NewTile } from './badge-tile'
import { FirstRun } from './first-run'
import { ChosenFilters, everything, isWanted, LibraryFilter, listInput } from './library-filter'
import css from './library-page.module.css'
import { RenameDialog } from './rename-dialog'
import { type Filter, shelf, type ShelfItem, type SortBy } from './shelf'
import { useShelfActs } from './shelf-acts'

/** What the acts on the shelf call: a badge's, which are wider than a design's. */
const calls = {
  new: 'badges.create',
  design: 'designs.save',
  award: 'awards.create',
  rename: 'badges.save',
  duplicate: 'badges.duplicate',
  template: 'templates.add',
  activate: 'badges.activate',
  pause: 'badges.deactivate',
  archive: 'badges.archive',
  unarchive: 'badges.unarchive',
  remove: 'badges.remove',
} as const

type Cell = ShelfItem | { kind: 'new'; id: 'new' }
const filters = ['all', 'drafts', 'live', 'archived'] as const
const sorts = ['changed', 'name', 'awarded'] as const

/** Screen 1: every badge, and the way to a new one. The empty library is the gallery of templates. */
export function LibraryPage() {
  const { t, i18n } = useTranslation(['badges', 'project', 'keeping'])
  const { run } = useErrors()
  const route = useRoute('library')
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [sort, setSort] = useState<SortBy>('changed')
  const [wanted, setWanted] = useState(everything)
  const [isPicking, setPicking] = useState(route?.dialog === 'new')
  const [renaming, setRenaming] = useState<ShelfItem | null>(null)
  const [removing, setRemoving] = useState<{ id: string; name: string } | null>(null)
  const [templating, setTemplating] = useState<{ designId: string; name: string } | null>(null)
  const projectFile = useRef<HTMLInputElement>(null)
  const [menuItem, setMenuItem] = useState<ShelfItem | null>(null)
  const acts = useShelfActs()
  const theirs = useTheirs(calls)
  const mayMake = theirs.may('new')
  const words = query.trim()
  const badges = usePages(
    ['library', words, filter, sort, wanted],
    (cursor, signal) =>
      client.badges.list(
        { ...(words ? { query: words } : {}), ...listInput(wanted), filter, sort, cursor },
        { signal },
      ),
    ['badges.saved', 'badges.removed', 'awards.created', 'awards.changed', 'designs.saved'],
  )
  const designs = useCall(['designs'], (signal) => client.designs.list(undefined, { signal }), [
    'designs.saved',
    'designs.removed',
    'badges.saved',
    'badges.removed',
  ])
  const items = shelf(badges.rows, isWanted(wanted) ? [] : (designs.data ?? []), {
    query: words,
    filter,
    sort,
    language: i18n.language,
  })
  const isReady = !badges.isLoading && designs.data !== undefined
  const isEverything = words === '' && filter === 'all' && !isWanted(wanted)
  const entriesFor = (item: ShelfItem): MenuEntry[] => {
    const designId = item.kind === 'badge' ? item.badge.designId : item.id
    const isArchived = item.kind === 'badge' && item.badge.status === 'archived'
    const canAward = item.kind === 'badge' && (item.badge.status === 'active' || item.badge.status === 'active_locked')
    const entries: MenuEntry[] = [
      { id: 'open', label: t('menu.open'), icon: FolderOpen, onAction: () => acts.open(item) },
    ]
    if (designId && item.kind === 'badge')
      entries.push({
        id: 'design',
        label: t('menu.design'),
        icon: Palette,
        onAction: () => navigate({ page: 'designer', designId }),
      })
    if (canAward)
      entries.push({
        id: 'award',
        label: t('menu.award'),
        icon: Award,
        onAction: () => navigate({ page: 'award', badgeId: item.id }),
      })
    entries.push(
      'separator',
      { id: 'rename', label: t('menu.rename'), icon: PenLine, shortcut: 'F2', onAction: () => setRenaming(item) },
      {
        id: 'duplicate',
        label: t('menu.duplicate'),
        icon: Copy,
        shortcut: shortcutText('Mod+D'),
        onAction: () => void acts.duplicate(item),
      },
    )
    if (designId)
      entries.push(
        {
          id: 'template',
          label: t('project:template.menu'),
          icon: LayoutTemplate,
          onAction: () => setTemplating({ designId, name: item.kind === 'badge' ? item.badge.name : item.design.name }),
        },
        {
          id: 'project',
          label: t('project:menu'),
          icon: FileDown,
          onAction: () => void run(() => saveProjectFile(designId)),
        },
      )
    if (item.kind === 'badge' && item.badge.paused && !isArchived && item.badge.pictureSha256)
      entries.push({
        id: 'activate',
        label: t('keeping:state.activate'),
        icon: Play,
        onAction: () => void acts.activate(item.id, item.badge.name),
      })
    else if (item.kind === 'badge' && canAward)
      entries.push({
        id: 'pause',
        label: t('keeping:state.pause'),
        icon: Pause,
        onAction: () => void acts.pause(item.id, item.badge.name),
      })
    entries.push('separator')
    if (item.kind === 'design')
      entries.push({
        id: 'remove',
        label: t('menu.remove'),
        icon: Trash2,
        shortcut: 'Del',
        danger: true,
        onAction: () => void acts.removeDesign(item),
      })
    else if (isArchived)
      entries.push({
        id: 'unarchive',
        label: t('menu.unarchive'),
        icon: ArchiveRestore,
        onAction: () => void acts.unarchive(item),
      })
    else
      entries.push({
        id: 'archive',
        label: t('menu.archive'),
        icon: Archive,
        shortcut: 'Del',
        onAction: () => void acts.archive(item),
      })
    if (item.kind === 'badge' && (item.badge.status === 'inactive' || item.badge.status === 'active'))
      entries.push({
        id: 'remove',
        label: t('menu.remove'),
        icon: Trash2,
        danger: true,
        onAction: () => setRemoving({ id: item.id, name: item.badge.name }),
      })
    return theirs.only(entries)
  }
  const menuName = menuItem ? (menuItem.kind === 'badge' ? menuItem.badge.name : menuItem.design.name) : ''
  const context = useContextMenu(t('menu.title', { name: menuName }))
  const onItemKey = (cell: Cell, event: KeyboardEvent): boolean => {
    if (cell.kind === 'new') return false
    const isDelete = event.key === 'Delete' && theirs.may('archive')
    if (event.key === 'F2' && theirs.may('rename')) setRenaming(cell)
    else if (event.key.toLowerCase() === 'd' && hasCommandKey(event) && theirs.may('duplicate'))
      void acts.duplicate(cell)
    else if (isDelete && cell.kind === 'design') void acts.removeDesign(cell)
    else if (isDelete && cell.kind === 'badge' && cell.badge.status !== 'archived') void acts.archive(cell)
    else return false
    return true
  }
  const closeGallery = () => {
    setPicking(false)
    if (route?.dialog) navigate({ page: 'library' }, { replace: true })
  }
  usePageShortcut('n', () => setPicking(mayMake))
  usePageShortcut('o', () => mayMake && projectFile.current?.click())
  const count = items.length
  useEffect(() => {
    if (words && isReady) announce(t('found', { count }))
  }, [words, isReady, count, t])

  if (badges.problem && badges.rows.length === 0)
    return (
      <Page title={t('title')}>
        <ProblemNotice problem={badges.problem} onRetry={badges.reload} />
      </Page>
    )
  if (isReady && isEverything && items.length === 0 && !isPicking && mayMake) return <FirstRun />
  const cells: Cell[] = [
    ...(mayMake && (isEverything || (filter === 'drafts' && !isWanted(wanted)))
      ? [{ kind: 'new', id: 'new' } as const]
      : []),
    ...items,
  ]
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <MenuButton
            label={t('page.more')}
            icon={Ellipsis}
            iconOnly
            variant="quiet"
            entries={[
              {
                id: 'programs',
                label: t('programs:title'),
                icon: Network,
                onAction: () => navigate({ page: 'programs' }),
              },
              { id: 'series', label: t('series:title'), icon: RouteIcon, onAction: () => navigate({ page: 'series' }) },
            ]}
          />
          {mayMake ? (
            <Button variant="primary" icon={Plus} onPress={() => setPicking(true)}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
    >
      <Toolbar>
        <SearchField
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={query}
          onChange={setQuery}
          shortcut="/"
        />
        <Segments
          label={t('filter')}
          options={filters.map((value) => ({ value, label: t(`filters.${value}`) }))}
          value={filter}
          onChange={setFilter}
        />
        <LibraryFilter wanted={wanted} onChange={setWanted} />
        <div className={css.spread}>
          <Select
            label={t('sort')}
            hideLabel
            options={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
            value={sort}
            onChange={setSort}
          />
        </div>
      </Toolbar>
      <ChosenFilters wanted={wanted} onChange={setWanted} />
      {!isReady && items.length === 0 ? (
        <Waiting />
      ) : items.length === 0 && !isEverything ? (
        <EmptyState
          icon={SearchX}
          sentence={
            isWanted(wanted)
              ? t('keeping:filter.nothing')
              : t(`nothing.${words || filter === 'all' ? 'query' : filter}`)
          }
          action={
            <Button
              onPress={() => {
                setQuery('')
                setFilter('all')
                setWanted(everything)
              }}
            >
              {t('nothing.clear')}
            </Button>
          }
        />
      ) : (
        <CardGrid<Cell>
          label={t('list')}
          items={cells}
          idOf={(cell) => cell.id}
          textOf={(cell) =>
            cell.kind === 'new' ? t('new') : cell.kind === 'badge' ? cell.badge.name : cell.design.name
          }
          onOpen={(cell) => (cell.kind === 'new' ? setPicking(true) : acts.open(cell))}
          onItemKey={onItemKey}
          onItemContextMenu={(cell, at) => {
            if (cell.kind === 'new') return
            setMenuItem(cell)
            context.openAt(at.x, at.y, entriesFor(cell))
          }}
        >
          {(cell) => (cell.kind === 'new' ? <NewTile /> : <BadgeTile item={cell} />)}
        </CardGrid>
      )}
      {badges.rows.length < badges.total ? (
        <Row>
          <Button onPress={badges.loadMore}>{t('more')}</Button>
        </Row>
      ) : null}
      <input
        ref={projectFile}
        type="file"
        accept=".blazon"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void run(() => openProjectFile(file))
        }}
      />
      {templating ? <TemplateDialog {...templating} onClose={() => setTemplating(null)} /> : null}
      {context.menu}
      {renaming ? (
        <RenameDialog
          name={renaming.kind === 'badge' ? renaming.badge.name : renaming.design.name}
          onClose={() => setRenaming(null)}
          onRename={(name) => void acts.rename(renaming, name)}
        />
      ) : null}
      <ConfirmDialog
        title={t('removeTitle', { name: removing?.name ?? '' })}
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        confirm={t('removeConfirm')}
        danger
        onConfirm={async () => {
          if (removing) await acts.removeBadge(removing.id, removing.name)
        }}
      >
        <p>{t('removeSentence')}</p>
      </ConfirmDialog>
      <Dialog title={t('gallery.title')} isOpen={isPicking} onClose={closeGallery} size="large">
        <p>{t('gallery.sentence')}</p>
        <Row>
          <FileButton
            accept={pictureFiles}
            onFiles={([file]) => {
              if (file) void run(() => designFromPicture(file, t('new')))
            }}
          >
            {t('gallery.import')}
          </FileButton>
          <Button
            icon={FolderOpen}
            onPress={() => {
              setPicking(false)
              projectFile.current?.click()
            }}
          >
            {t('project:open')}
          </Button>
        </Row>
        <Suspense fallback={<Waiting />}>
          <TemplateGallery onPicked={(designId) => navigate({ page: 'designer', designId })} />
        </Suspense>
      </Dialog>
    </Page>
  )
}
