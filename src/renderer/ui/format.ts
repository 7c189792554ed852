import { useTranslation } from 'react-i18next'

/** Dates, times, counts and sizes as the reader's language and zone write them. Data stays ISO 8601 and UTC. */
export function formats(language: string) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const utcDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const month = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const count = new Intl.NumberFormat(language)
  const list = new Intl.ListFormat(language)
  const either = new Intl.ListFormat(language, { type: 'disjunction' })
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return {
    /** A moment (ISO, Z) or a calendar day (`YYYY-MM-DD`, never shifted by the zone) as a day. */
    day: (iso: string) => (iso.length === 10 ? utcDay : day).format(new Date(iso)),
    /** A moment as day and time in the local zone. */
    time: (iso: string) => time.format(new Date(iso)),
    /** `YYYY-MM` as a month of a year. */
    month: (iso: string) => month.format(new Date(iso)),
    count: (n: number) => count.format(n),
    /** Several things in a sentence: "a, b and c". */
    list: (items: readonly string[]) => list.format(items),
    /** One of several things: "a, b or c". */
    either: (items: readonly string[]) => either.format(items),
    /** Bytes as kB or MB. */
    bytes: (n: number) =>
      n < 1000 ? `${size.format(n)} B` : n < 1e6 ? `${size.format(n / 1e3)} kB` : `${size.format(n / 1e6)} MB`,
  }
}

/** The reader's own region of a language: English words, but dates as written in Ireland. */
const regional = (language: string): string =>
  navigator.languages.find((it) => it === language || it.startsWith(`${language}-`)) ?? language

let last: { language: string; formats: ReturnType<typeof formats> } | undefined

/** The formats of the language in use. */
export function useFormats(): ReturnType<typeof formats> {
  const { i18n } = useTranslation()
  if (last?.language !== i18n.language) last = { language: i18n.language, formats: formats(regional(i18n.language)) }
  return last.formats
}
