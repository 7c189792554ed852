import { client } from '../../api/client'
import { useLibrary } from '../../app/library-facts'
import { useErrors } from '../../ui/use-errors'

const mostRecent = 60
const mostStarred = 500

/** The glyphs that somebody keeps at hand: starred ones and those used last, both the newest first. */
export interface GlyphShelf {
  readonly favourites: readonly string[]
  readonly recent: readonly string[]
  readonly isStarred: (id: string) => boolean
  /** Stars a glyph, or takes its star away. */
  readonly star: (id: string) => void
  /** Remembers that a glyph was used. */
  readonly use: (id: string) => void
}

/** The shelf as the settings keep it. */
export function useGlyphShelf(): GlyphShelf {
  const { run } = useErrors()
  const { favouriteGlyphs, recentGlyphs } = useLibrary().settings
  const isStarred = (id: string): boolean => favouriteGlyphs.includes(id)
  return {
    favourites: favouriteGlyphs,
    recent: recentGlyphs,
    isStarred,
    star(id) {
      const others = favouriteGlyphs.filter((it) => it !== id)
      const next = isStarred(id) ? others : [id, ...others].slice(0, mostStarred)
      void run(() => client.settings.write({ favouriteGlyphs: next }))
    },
    use(id) {
      if (recentGlyphs[0] === id) return
      const next = [id, ...recentGlyphs.filter((it) => it !== id)].slice(0, mostRecent)
      void run(() => client.settings.write({ recentGlyphs: next }))
    },
  }
}
