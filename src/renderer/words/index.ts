import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

type Words = Record<string, unknown>

/** English, one namespace per file: `words/en/people.json` is the namespace `people`. */
const files = import.meta.glob<Words>('./en/*.json', { eager: true, import: 'default' })
const english = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ''), words]),
)

/** The one i18next instance of the page; `useTranslation('people')` reads from it. Ready at once: nothing is loaded later. */
export const words = i18next.createInstance()
void words.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: english },
  defaultNS: 'app',
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
})
