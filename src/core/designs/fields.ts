import {
  fillPlaceholders,
  placeholders,
  placeholdersIn,
  singleLine,
  unknownPlaceholders,
  type Placeholder,
  type PlaceholderValues,
} from '../awards/message'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type TextSpan } from './document'
import { shownLayers } from './shown-layers'

/** The merge fields of a design: each known one, and what stands in braces without being one, with the layers it stands in. */
export type DesignFields = {
  readonly fields: ReadonlyMap<Placeholder, readonly string[]>
  /** As written: `{Name}`, `{{badge}}`. */
  readonly unknown: ReadonlyMap<string, readonly string[]>
}

/** The words of a layer that may hold merge fields; null where it has none. */
export const writtenIn = (layer: Layer): string | null => {
  if (!isKnownLayer(layer)) return null
  if (layer.kind === 'qr') return layer.content
  return 'text' in layer ? layer.text : null
}

/** Which merge fields appear in a design, and where (`sealed.md`: one syntax for art and mail). Hidden layers count: they may be shown again. */
export function fieldsOf(document: DesignDocument): DesignFields {
  const fields = new Map<Placeholder, string[]>()
  const unknown = new Map<string, string[]>()
  const note = <Key>(into: Map<Key, string[]>, keys: Iterable<Key>, id: string): void => {
    for (const key of new Set(keys)) into.set(key, [...(into.get(key) ?? []), id])
  }
  for (const layer of document.layers) {
    const written = writtenIn(layer)
    if (written === null) continue
    note(
      fields,
      placeholdersIn(written).map(({ placeholder }) => placeholder),
      layer.id,
    )
    note(unknown, unknownPlaceholders(written), layer.id)
  }
  return { fields, unknown }
}

/** The fields that are drawn: those of layers that neither hide themselves nor stand in a hidden group. */
export function shownFields(document: DesignDocument): ReadonlySet<Placeholder> {
  const written = shownLayers(document).map((layer) => writtenIn(layer) ?? '')
  return new Set(written.flatMap((it) => placeholdersIn(it).map(({ placeholder }) => placeholder)))
}

/**
 * True where every award needs a picture of its own. The level alone does not: it is the same for everybody who gets the badge, and
 * filled in when its design is made (`levels.ts`).
 */
export const isPersonal = (document: DesignDocument): boolean =>
  [...shownFields(document)].some((field) => field !== 'level')

/** Moves a span to where its letters stand after filling; a span that begins or ends within a field takes the whole of it. */
function movedSpan(span: TextSpan, template: string, values: PlaceholderValues): TextSpan {
  const places = placeholdersIn(template)
  const moved = (position: number, edge: 'start' | 'end'): number => {
    const within = places.find(({ start, end }) => start < position && position < end)
    return fillPlaceholders(template.slice(0, within ? within[edge] : position), values).length
  }
  return { ...span, start: moved(span.start, 'start'), end: moved(span.end, 'end') }
}

function filledLayer(layer: KnownLayer, values: PlaceholderValues): KnownLayer {
  const written = writtenIn(layer)
  if (written === null || placeholdersIn(written).length === 0) return layer
  const text = fillPlaceholders(written, values)
  switch (layer.kind) {
    case 'qr':
      // A code of nothing says nothing: it is left out, as where an award has no address.
      return text.trim() === '' ? { ...layer, content: '', hidden: true } : { ...layer, content: text }
    case 'text':
      return { ...layer, text, spans: layer.spans.map((span) => movedSpan(span, written, values)) }
    case 'arcText':
    case 'ribbon':
      return { ...layer, text }
    default:
      return layer
  }
}

/** What leaves every merge field as it is written. */
const asWritten: PlaceholderValues = Object.fromEntries(placeholders.map((field) => [field, `{${field}}`]))

/** A layer with one of its merge fields filled, by the value just as it is; the others wait. The very same layer where that field is not in it. */
export function withField(layer: KnownLayer, field: Placeholder, value: string): KnownLayer {
  const isThere = placeholdersIn(writtenIn(layer) ?? '').some(({ placeholder }) => placeholder === field)
  return isThere ? filledLayer(layer, { ...asWritten, [field]: value }) : layer
}

/**
 * The design with its merge fields filled: what is drawn. A field without a value leaves nothing behind, a value is one line and is
 * never looked into for fields of its own (a person may be called `{link}`), words that are no field stay as written. Layers
 * without fields keep their identity, and so does a document without any.
 */
export function filled(document: DesignDocument, values: PlaceholderValues): DesignDocument {
  const lines = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, singleLine(value ?? '')]))
  let isSame = true
  const layers = document.layers.map((layer) => {
    const next = isKnownLayer(layer) ? filledLayer(layer, lines) : layer
    isSame &&= next === layer
    return next
  })
  return isSame ? document : { ...document, layers }
}

/**
 * The design as anybody may see it: nothing of a person in it. Its picture is the badge's own and the one that is published
 * (`sealed.md`: pictures with merge fields are not).
 */
export const withoutPersons = (
  document: DesignDocument,
  { badge = '', issuer = '', level = '' }: Pick<PlaceholderValues, 'badge' | 'issuer' | 'level'>,
): DesignDocument => filled(document, { badge, issuer, level })
