import type { TFunction } from 'i18next'
import { describedBy } from '../../core/designs/described-by'
import type { DesignDocument } from '../../core/designs/document'
import { glyphName } from './add/glyph-name'

/** A first sentence about a badge for people who cannot see it, to be made better by its author; empty where there is nothing to tell. */
export function draftedAltText(document: DesignDocument, t: TFunction<'designs'>): string {
  const { color, shape, glyph, words } = describedBy(document)
  const symbol = glyph ? glyphName(glyph).toLocaleLowerCase() : ''
  const parts = [
    symbol ? t('seeing:drafted.symbol', { symbol, context: /^[aeiou]/.test(symbol) ? 'vowel' : '' }) : '',
    words.length > 0
      ? t('seeing:drafted.words', { words: words.join(', '), count: words[0]?.includes(' ') ? 2 : words.length })
      : '',
  ].filter((part) => part !== '')
  if (shape === null && parts.length === 0) return ''
  const named =
    shape === null
      ? t('seeing:drafted.badge')
      : t(`designs:shapes.${shape}`, { defaultValue: t('seeing:drafted.badge') })
  const thing = color
    ? t('seeing:drafted.thing', { color: t(`seeing:drafted.colors.${color}`), shape: named.toLocaleLowerCase() })
    : named
  const all =
    parts.length === 0 ? thing : t('seeing:drafted.with', { thing, what: parts.join(t('seeing:drafted.and')) })
  return all.slice(0, 1000)
}
