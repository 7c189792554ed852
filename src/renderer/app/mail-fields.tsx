import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { unknownPlaceholders } from '../../core/awards/message'
import { Button } from '../ui/button'
import { TextArea, TextField } from '../ui/text-field'
import css from './mail-fields.module.css'

const placeholders = ['name', 'badge', 'issuer', 'date', 'link'] as const

/** Subject and message of the mail that goes with a badge, with buttons that insert what differs from mail to mail. */
export function MailFields(props: {
  subject: string
  body: string
  /** Shown where nothing is written: the text that is used then. */
  defaults?: { subject: string; body: string }
  onChange: (patch: { subject?: string; body?: string }) => void
}) {
  const { t } = useTranslation('app')
  const area = useRef<HTMLTextAreaElement>(null)
  const { subject, body, defaults, onChange } = props
  /** What stands in braces but would stay as it is written. */
  const unknown = (text: string): string | null => {
    const words = unknownPlaceholders(text)
    return words.length > 0 ? t('mail.unknown', { words: words.join(' '), count: words.length }) : null
  }
  const insert = (placeholder: string) => {
    const start = area.current?.selectionStart ?? body.length
    const end = area.current?.selectionEnd ?? body.length
    onChange({ body: `${body.slice(0, start)}{${placeholder}}${body.slice(end)}` })
    const after = start + placeholder.length + 2
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(after, after)
    })
  }
  return (
    <>
      <TextField
        label={t('mail.subject')}
        {...(defaults ? { placeholder: defaults.subject } : {})}
        value={subject}
        onChange={(text) => onChange({ subject: text })}
        error={subject.length > 255 ? t('mail.tooLong') : unknown(subject)}
      />
      <TextArea
        areaRef={area}
        label={t('mail.body')}
        rows={8}
        maxLength={20_000}
        {...(defaults ? { placeholder: defaults.body } : {})}
        value={body}
        onChange={(text) => onChange({ body: text })}
        error={unknown(body)}
      />
      <div className={css.insert} role="group" aria-label={t('mail.insert')}>
        <span>{t('mail.insert')}</span>
        {placeholders.map((placeholder) => (
          <Button key={placeholder} size="small" onPress={() => insert(placeholder)}>
            {t(`mail.placeholders.${placeholder}`)}
          </Button>
        ))}
      </div>
    </>
  )
}
