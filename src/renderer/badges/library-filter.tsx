import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Chip } from '../ui/chip'
import { Dialog } from '../ui/dialog'
import { Stack } from '../ui/page'
import { Segments } from '../ui/segments'
import { Select } from '../ui/select'
import css from './library-page.module.css'

/** Which tags and which category the library shows. */
export type Wanted = { tags: string[]; tagMatch: 'any' | 'all'; categoryId: string | null }
export const everything: Wanted = { tags: [], tagMatch: 'all', categoryId: null }

/** The part of `badges.list` that asks for it. */
export const listInput = ({ tags, tagMatch, categoryId }: Wanted) => ({
  ...(tags.length > 0 ? { tags, tagMatch } : {}),
  ...(categoryId === null ? {} : { categoryId }),
})

export const isWanted = ({ tags, categoryId }: Wanted) => tags.length > 0 || categoryId !== null

const matches = ['all', 'any'] as const
const anyCategory = 'any'

const without = (wanted: Wanted, tag: string) => wanted.tags.filter((it) => it.toLowerCase() !== tag.toLowerCase())

/** What is chosen, each of it to be taken away again. */
export function ChosenFilters({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const categories = useCall(['categories'], (signal) => client.badges.categories(undefined, { signal }), [
    'badges.saved',
  ])
  const category = categories.data?.find(({ id }) => id === wanted.categoryId)
  if (!isWanted(wanted)) return null
  return (
    <div className={css.chosen}>
      {category ? <Chip onRemove={() => onChange({ ...wanted, categoryId: null })}>{category.name}</Chip> : null}
      {wanted.tags.map((tag) => (
        <Chip key={tag} onRemove={() => onChange({ ...wanted, tags: without(wanted, tag) })}>
          {tag}
        </Chip>
      ))}
    </div>
  )
}

/** The way to filter by tags and categories; nothing while no badge has either. */
export function LibraryFilter({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const { t } = useTranslation('keeping')
  const [isOpen, setOpen] = useState(false)
  const refresh = ['badges.saved', 'badges.removed'] as const
  const tags = useCall(['tags'], (signal) => client.badges.tags(undefined, { signal }), refresh).data ?? []
  const categories =
    useCall(['categories'], (signal) => client.badges.categories(undefined, { signal }), refresh).data ?? []
  const { categoryId } = wanted
  if (tags.length === 0 && categories.length === 0 && !isWanted(wanted)) return null
  const isChosen = (tag: string) => wanted.tags.some((it) => it.toLowerCase() === tag.toLowerCase())
  return (
    <>
      <Button variant="quiet" icon={Tag} onPress={() => setOpen(true)}>
        {t('filter.button')}
      </Button>
      <Dialog
        title={t('filter.title')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        footer={
          <>
            <Button isDisabled={!isWanted(wanted)} onPress={() => onChange(everything)}>
              {t('filter.clear')}
            </Button>
            <Button variant="primary" onPress={() => setOpen(false)}>
              {t('filter.done')}
            </Button>
          </>
        }
      >
        <Stack>
          {categories.length > 0 ? (
            <Select
              label={t('filter.category')}
              options={[
                { value: anyCategory, label: t('filter.anyCategory') },
                ...categories.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={categoryId ?? anyCategory}
              onChange={(id) => onChange({ ...wanted, categoryId: id === anyCategory ? null : id })}
            />
          ) : null}
          {tags.length > 0 ? (
            <div role="group" aria-label={t('filter.tags')}>
              <Stack>
                {wanted.tags.length > 1 ? (
                  <Segments
                    label={t('filter.match')}
                    options={matches.map((value) => ({ value, label: t(`filter.${value}`) }))}
                    value={wanted.tagMatch}
                    onChange={(tagMatch) => onChange({ ...wanted, tagMatch })}
                  />
                ) : null}
                <div className={css.tagList}>
                  {tags.map(({ tag, count }) => (
                    <Checkbox
                      key={tag.toLowerCase()}
                      isSelected={isChosen(tag)}
                      onChange={(isOn) =>
                        onChange({ ...wanted, tags: isOn ? [...wanted.tags, tag] : without(wanted, tag) })
                      }
                    >
                      {t('filter.tagCount', { tag, count })}
                    </Checkbox>
                  ))}
                </div>
              </Stack>
            </div>
          ) : null}
        </Stack>
      </Dialog>
    </>
  )
}
