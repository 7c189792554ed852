import { useEffect } from 'react'
import { client } from '../api/client'
import { useConnection } from '../api/connection'
import { useCall } from '../api/use-call'
import { LiveRegion } from '../ui/live-region'
import { Waiting } from '../ui/progress'
import { DrawingQuestion } from '../designs/pictures/drawing-question'
import { ToastRegion } from '../ui/toast'
import { LibraryContext } from './library-facts'
import { followHistory } from './navigation'
import { Shell } from './shell'
import { StartFailure } from './start-failure'

/** The whole page: reads what every screen needs, or says why the library cannot be opened. */
export function App() {
  const { epoch } = useConnection()
  useEffect(followHistory, [])
  const facts = useCall(
    ['facts', epoch],
    async (signal) => {
      const [library, issuers, settings] = await Promise.all([
        client.library.describe(undefined, { signal }),
        client.issuers.list(undefined, { signal }),
        client.settings.read(undefined, { signal }),
      ])
      return { library, issuers, settings }
    },
    [
      'issuers.saved',
      'settings.saved',
      'awards.created',
      'awards.changed',
      'badges.saved',
      'badges.removed',
      'people.saved',
      'people.removed',
      'publishing.published',
      'library.backed_up',
    ],
  )
  const theme = facts.data?.settings.theme ?? 'system'
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
  return (
    <>
      {facts.data ? (
        <LibraryContext value={facts.data}>
          <Shell />
        </LibraryContext>
      ) : facts.problem ? (
        <StartFailure problem={facts.problem} onRetry={facts.reload} />
      ) : (
        <Waiting />
      )}
      <ToastRegion />
      <DrawingQuestion />
      <LiveRegion />
    </>
  )
}
