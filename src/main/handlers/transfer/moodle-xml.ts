import { SaxesParser } from 'saxes'
import { BlazonError } from '../../../core/errors'
import type { SourceRow } from '../../../core/transfer/incoming'

/** Elements of a Moodle backup that are rows, with the table that they come from. */
const tables = new Map(
  Object.entries({
    badge: 'badge',
    criterion: 'badge_criteria',
    parameter: 'badge_criteria_param',
    criterion_met: 'badge_criteria_met',
    issued: 'badge_issued',
    alignment: 'badge_alignment',
    relatedbadge: 'badge_related',
    endorsement: 'badge_endorsement',
    manual_award: 'badge_manual_award',
    tag: 'badge_tag',
    user: 'user',
    file: 'file',
    role: 'role',
    course: 'course',
  }),
)
/** What a row calls the row that it stands in. */
const parents: Record<string, string> = { badge: 'badgeid', badge_criteria: 'critid', user: 'userid' }
/** What Moodle writes for NULL. */
const nothing = '$@NULL@$'
const longestText = 2_000_000

type Frame = { table: string; cells: Record<string, string | null>; line: number }

/**
 * The rows in an XML file of a Moodle backup: badges.xml, users.xml, files.xml, roles.xml, course.xml. Entities that a file declares
 * itself are never expanded. Throws `unreadable_file` (`not_xml`).
 */
export function moodleXmlRows(bytes: Uint8Array, fileName: string): SourceRow[] {
  const rows: SourceRow[] = []
  const frames: Frame[] = []
  /** Whether the element that is open has others in it; its text is then only blanks. */
  const nested: boolean[] = []
  let text = ''
  const parser = new SaxesParser({ position: true, xmlns: false })
  parser.on('error', (error) => {
    throw new BlazonError('unreadable_file', 'no XML', { reason: 'not_xml', file: fileName }, { cause: error })
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (nested.length > 0) nested[nested.length - 1] = true
    nested.push(false)
    text = ''
    const table = tables.get(name)
    const above = frames.at(-1)
    // Tags and roles of people are none of badges.
    if (table === undefined || (table === 'badge_tag' && above?.table !== 'badge')) return
    const parent = above === undefined ? undefined : parents[above.table]
    frames.push({
      table,
      line: parser.line,
      cells: {
        ...(parent === undefined ? {} : { [parent]: above?.cells['id'] ?? null }),
        id: attributes['id'] ?? null,
      },
    })
  })
  const addText = (part: string) => {
    if (text.length < longestText) text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    const hadOthers = nested.pop() ?? false
    const frame = frames.at(-1)
    if (frame !== undefined && tables.get(name) === frame.table) {
      frames.pop()
      rows.push({ table: frame.table, at: `${fileName}, line ${frame.line}`, cells: frame.cells })
    } else if (frame !== undefined && !hadOthers && (!Object.hasOwn(frame.cells, name) || frame.cells[name] === null))
      frame.cells[name] = text === nothing ? null : text
    text = ''
  })
  parser.write(new TextDecoder().decode(bytes)).close()
  return rows
}
