import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { folded } from '../../../core/designs/glyphs'
import { silhouettes } from '../../../core/designs/silhouettes'
import { silhouetteFamilies } from '../../../core/designs/silhouettes/silhouette'
import { SearchField } from '../../ui/search-field'
import { ShapePicture } from '../shape-picture'
import css from './add.module.css'

/** Every silhouette, drawn as it is, on the shelves of its families; a word typed leaves those that it fits. */
export function SilhouetteGallery(props: {
  chosen?: string | null
  autoFocus?: boolean
  onPick: (shape: string) => void
}) {
  const { t } = useTranslation('designs')
  const [query, setQuery] = useState('')
  const words = folded(query).split(/\s+/).filter(Boolean)
  const found = silhouettes.filter(({ shape, family, keywords }) => {
    const text = folded([t(`shapes.${shape}`), t(`families.${family}`), ...keywords].join(' '))
    return words.every((word) => text.includes(word))
  })
  const shelves = silhouetteFamilies.flatMap((family) => {
    const members = found.filter((it) => it.family === family)
    return members.length > 0 ? [{ family, members }] : []
  })
  return (
    <div className={css.silhouettes}>
      <SearchField
        label={t('properties:silhouettes.search')}
        placeholder={t('properties:silhouettes.placeholder')}
        value={query}
        onChange={setQuery}
        {...(props.autoFocus ? { autoFocus: true } : {})}
        onSubmit={() => {
          const [first] = found
          if (first && words.length > 0) props.onPick(first.shape)
        }}
      />
      <p className={css.note} role="status">
        {found.length === 0
          ? t('properties:silhouettes.nothing')
          : t('properties:silhouettes.found', { count: found.length })}
      </p>
      {shelves.map(({ family, members }) => (
        <section key={family} aria-label={t(`families.${family}`)} className={css.shelf}>
          <h3>{t(`families.${family}`)}</h3>
          <div className={css.smallTiles}>
            {members.map(({ shape }) => (
              <Button
                key={shape}
                className={css.smallTile ?? ''}
                {...(props.chosen === undefined ? {} : { 'aria-pressed': props.chosen === shape })}
                onPress={() => props.onPick(shape)}
              >
                <ShapePicture shape={shape} />
                <span className={css.tileLabel}>{t(`shapes.${shape}`)}</span>
              </Button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
