import { useEffect } from 'react'
import { client } from '../api/client'
import { useConnection } from '../api/connection'
import { useCall } from '../api/use-call'
import { LiveRegion } from '../ui/live-region'
import { Waiting } from '../ui/progress'
import { DrawingQuestion } from '../designs/pictures/drawing-question'
import { ToastRegion } from '../ui/toast'
import { follow, useDesk } from './desk'
import { LibraryContext } from './library-facts'
import { followHistory } from './navigation'
import { Shell } from './shell'
import { SignIn } from './sign-in'
import { StartFailure } from './start-failure'

/** The whole page: who sits at the desk first, then the library, or why it cannot be opened. */
export function App() {
  const { desk, problem, isLeaving } = useDesk()
  useEffect(followHistory, [])
  return (
    <>
      {desk === null && problem ? (
        <StartFailure problem={problem} onRetry={() => void follow()} />
      ) : desk === null || isLeaving ? (
        <Waiting />
      ) : desk.isOn && !desk.operator ? (
        <SignIn names={desk.names} />
      ) : (
        // Another operator is another page: nothing of the one before is left on it.
        <Opened key={desk.operator?.id ?? ''} />
      )}
      <ToastRegion />
      <DrawingQuestion />
      <LiveRegion />
    </>
  )
}

/** Reads what every screen needs, or says why the library cannot be opened. */
function Opened() {
  const { epoch } = useConnection()
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
      'applications.saved',
      'codes.saved',
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
  if (facts.data)
    return (
      <LibraryContext value={facts.data}>
        <Shell />
      </LibraryContext>
    )
  return facts.problem ? <StartFailure problem={facts.problem} onRetry={facts.reload} /> : <Waiting />
}
