import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../api/connection'
import { Icon } from '../ui/icon'
import { shortcutText } from '../ui/keys'
import { Notice } from '../ui/notice'
import { Waiting } from '../ui/progress'
import { CommandPalette } from './command-palette'
import { useOperator } from './desk'
import { EarnedNotice } from './earned-notice'
import { DropAnywhere } from './drop-anywhere'
import { LostParts } from './lost-parts'
import { ErrorBoundary } from './error-boundary'
import { useFullScreen } from './full-screen'
import { LibraryNotices } from './library-notices'
import { useMayKnown } from './may'
import { navigate, useNavigation } from './navigation'
import { NotYours } from './not-yours'
import { isPlaceOf, needOfPage } from './page-needs'
import { loadDesignerAhead, pages } from './pages'
import { places } from './places'
import { type Route, toHash } from './routes'
import css from './shell.module.css'
import { listenForShortcuts } from './shortcuts'
import { StatusBar } from './status-bar'

/** The frame of the app: the rail of places, the page, the status bar; palette, shortcuts and drops from anywhere. */
export function Shell() {
  const { t } = useTranslation('app')
  const { route, visits } = useNavigation()
  const isWhole = useFullScreen((it) => it.isOn)
  const connection = useConnection()
  const operator = useOperator()
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  useEffect(() => listenForShortcuts({ openPalette: () => setPaletteOpen(true) }), [])
  useEffect(() => void loadDesignerAhead().catch(() => undefined), [])
  return (
    <div className={[css.shell, isWhole ? css.whole : ''].join(' ')}>
      {isWhole ? null : (
        <nav className={css.rail} aria-label={t('rail')} data-pane>
          {places.map((place, index) =>
            // The others keep their numbers: whoever sits down next finds them where they were.
            isPlaceOf(operator, place.route) ? (
              <a
                key={place.id}
                href={toHash(place.route)}
                className={css.place}
                title={shortcutText(`Mod+${String(index + 1)}`)}
                {...(([...place.pages] as string[]).includes(route.page) ? { 'aria-current': 'page' as const } : {})}
                onClick={(event) => {
                  event.preventDefault()
                  navigate(place.route)
                }}
              >
                <Icon icon={place.icon} size={20} />
                {t(`places.${place.id}`)}
              </a>
            ) : null,
          )}
        </nav>
      )}
      <main className={css.main} data-pane tabIndex={-1}>
        {connection.state === 'reconnecting' || connection.state === 'lost' ? (
          <div className={css.banner}>
            <Notice tone="warning" title={t(`connection.${connection.state}`)}>
              {t('connection.sentence')}
            </Notice>
          </div>
        ) : null}
        {isWhole ? null : <LibraryNotices />}
        {isWhole ? null : <EarnedNotice page={route.page} />}
        <div className={css.scroll} key={`${route.page}-${String(visits)}`}>
          <ErrorBoundary resetKey={visits}>
            <Suspense fallback={<Waiting />}>
              <PageOf route={route} />
            </Suspense>
          </ErrorBoundary>
        </div>
      </main>
      {isWhole ? null : <StatusBar />}
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      {isWhole ? null : <DropAnywhere />}
      <LostParts />
    </div>
  )
}

/** The page of a route, or for whom it is. */
function PageOf({ route }: { route: Route }) {
  const need = needOfPage(route)
  const [call, input] = need ?? ['operators.current']
  const may = useMayKnown(call, input)
  const PageNow = pages[route.page]
  return may === null ? <Waiting /> : may ? <PageNow /> : <NotYours call={call} input={input} />
}
