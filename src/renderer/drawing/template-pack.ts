import { readTemplate, type Template } from '../../core/designs/templates'

const files = import.meta.glob('../../../resources/templates/*.json', { import: 'default' })

/** The order in which starters are shown: the two that most libraries begin with first; files not named here follow. */
const first = [
  'reading-star',
  'helping-hand',
  'first-aider',
  'code-club',
  'hundred-hours',
  'nature-watch',
  'maker',
  'i-was-there',
]
const rank = ({ id }: Template): number => (first.includes(id) ? first.indexOf(id) : first.length)

let loading: Promise<readonly Template[]> | null = null

/** The starters that ship with Blazon, read once from the page's own origin. */
export function loadTemplates(): Promise<readonly Template[]> {
  loading ??= Promise.all(Object.values(files).map((load) => load())).then((values) =>
    values.map(readTemplate).sort((one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id)),
  )
  return loading
}
