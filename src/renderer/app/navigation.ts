import { create } from 'zustand'
import { fromHash, type Route, toHash } from './routes'

type Navigation = { route: Route; visits: number }

const start = (): Navigation => ({
  route: fromHash(typeof location === 'undefined' ? '' : location.hash),
  visits: 0,
})

/** Where one is. `visits` counts the moves, so that going to the same place again opens it anew. */
export const useNavigation = create<Navigation>(start)

/** Goes somewhere; the browser's history remembers where one came from. With `replace` it corrects the present
 * place without opening it anew (a search that goes on being typed). */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const hash = toHash(route)
  if (options.replace) {
    // The same page with other words in its address: it stays as it is.
    history.replaceState(null, '', hash)
    return useNavigation.setState({ route })
  }
  if (hash !== location.hash) history.pushState(null, '', hash)
  useNavigation.setState((before) => ({ route, visits: before.visits + 1 }))
}

/** Goes back to where one came from. */
export const goBack = (): void => history.back()
/** Undoes going back. */
export const goForward = (): void => history.forward()

/** Follows the browser's own back and forward. Once, at the start; answers with how to stop. */
export function followHistory(): () => void {
  const follow = () =>
    useNavigation.setState((before) => ({ route: fromHash(location.hash), visits: before.visits + 1 }))
  window.addEventListener('popstate', follow)
  return () => window.removeEventListener('popstate', follow)
}

/** The present route, as a hook; with a page's name, only that page's. */
export function useRoute<Page extends Route['page']>(page: Page): Extract<Route, { page: Page }> | undefined {
  const route = useNavigation((it) => it.route)
  return route.page === page ? (route as Extract<Route, { page: Page }>) : undefined
}
