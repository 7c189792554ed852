import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../ui/chip'
import { TextField } from '../ui/text-field'
import css from './badge-page.module.css'

const mostTags = 50

/** Adds the words of `text` (parted by commas) to the tags: trimmed, each once whatever its capitals, at most 60 letters each. */
export function addTags(tags: readonly string[], text: string): string[] {
  const result = [...tags]
  for (const part of text.split(/[,;\n]/)) {
    const tag = part.trim().replace(/\s+/gu, ' ').slice(0, 60)
    const isKnown = result.some((it) => it.toLocaleLowerCase() === tag.toLocaleLowerCase())
    if (tag && !isKnown && result.length < mostTags) result.push(tag)
  }
  return result
}

/** Tags as chips, with a field that adds more by Enter, comma or leaving it. */
export function TagsField({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useTranslation('badges')
  const [text, setText] = useState('')
  const commit = (words: string) => {
    setText('')
    const next = addTags(tags, words)
    if (next.length !== tags.length) onChange(next)
  }
  const isFull = tags.length >= mostTags
  return (
    <div className={css.tags}>
      <TextField
        id="badge-tags"
        label={t('fields.tags')}
        description={t(isFull ? 'fields.tooManyTags' : 'fields.tagsNote')}
        placeholder={t('fields.addTag')}
        optional
        value={text}
        isDisabled={isFull}
        onChange={(words) => (/[,;]$/.test(words) ? commit(words) : setText(words))}
        onBlur={() => commit(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(text)
          else if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1))
          else event.continuePropagation()
        }}
      />
      {tags.length > 0 ? (
        <div className={css.chips}>
          {tags.map((tag) => (
            <Chip key={tag} onRemove={() => onChange(tags.filter((it) => it !== tag))}>
              {tag}
            </Chip>
          ))}
        </div>
      ) : null}
    </div>
  )
}
