import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, guardCell, unguardCell } from '../../../src/core/people/csv-cell'
import { openRoster, piecesOf, readRoster, type RosterRow, type RosterSource } from '../../../src/core/people/roster'
import { maxRosterBytes } from '../../../src/core/people/roster-text'
import { thrownBy } from '../../support/thrown-by'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = new Uint8Array(text.length * 2)
  for (let index = 0; index < text.length; index += 1)
    new DataView(bytes.buffer).setUint16(index * 2, text.charCodeAt(index), order === 'le')
  return bytes
}
const verdicts = (rows: readonly RosterRow[]) => rows.map(({ row, verdict }) => `${row} ${verdict}`)
const people = (source: RosterSource) => readRoster(source).rows.map(({ name, email }) => `${name} <${email}>`)

const list = 'Name,E-mail\nZoë Łaska,zoe@example.org\nAnn Lee,ann@example.org\n'

describe('encodings', () => {
  it.each([
    ['utf-8', utf8(list)],
    ['utf-8', utf8(`\ufeff${list}`)],
    ['utf-16le', utf16(`\ufeff${list}`, 'le')],
    ['utf-16be', utf16(`\ufeff${list}`, 'be')],
    ['utf-16le', utf16(list, 'le')],
    ['utf-16be', utf16(list, 'be')],
  ])('row 69, F31: reads %s with its mark or without', (encoding, bytes) => {
    const roster = readRoster({ bytes })
    expect(roster.encoding).toBe(encoding)
    expect(roster.headings).toEqual(['Name', 'E-mail'])
    expect(roster.rows.map((row) => row.name)).toEqual(['Zoë Łaska', 'Ann Lee'])
  })
  it('row 69, F31: takes what is no UTF-8 for Windows-1252', () => {
    const bytes = Uint8Array.from('Name;Mail\nJos\xe9 M\xfcller \x96 \x80;jose@example.org', (letter) =>
      letter.charCodeAt(0),
    )
    const roster = readRoster({ bytes })
    expect(roster.encoding).toBe('windows-1252')
    expect(roster.rows[0]).toMatchObject({ name: 'José Müller – €', email: 'jose@example.org', verdict: 'new' })
  })
})

describe('separators and lines', () => {
  it.each([
    [';', 'Name;Mail\nLee, Ann;ann@example.org\nBo;bo@example.org'],
    ['\t', 'Name\tMail\nLee, Ann\tann@example.org\nBo\tbo@example.org'],
    [',', 'Name,Mail\n"Lee, Ann",ann@example.org\nBo,bo@example.org'],
  ])('row 69: finds the separator %j', (separator, text) => {
    const roster = readRoster({ text })
    expect(roster.separator).toBe(separator)
    expect(roster.rows.map((row) => row.name)).toEqual(['Lee, Ann', 'Bo'])
  })
  it('F31: reads line ends of three kinds in one file', () => {
    expect(people({ text: 'Name,Mail\r\nAnn,a@example.org\rBo,b@example.org\nCy,c@example.org' })).toEqual([
      'Ann <a@example.org>',
      'Bo <b@example.org>',
      'Cy <c@example.org>',
    ])
  })
  it('row 69: a quoted line break is a blank in a name', () => {
    expect(people({ text: 'Name,Mail\n"Ann\nLee",ann@example.org\n"Bo ""B"" Ek",bo@example.org' })).toEqual([
      'Ann Lee <ann@example.org>',
      'Bo "B" Ek <bo@example.org>',
    ])
  })
  it.each([
    ['that never closes', 'Name,Mail\nAnn,ann@example.org\n"Bo,bo@example.org\nCy,cy@example.org\n'],
    ['that another row closes', 'Name,Mail\nAnn,ann@example.org\n"Bo,bo@example.org\nCy,"cy@example.org"\n'],
  ])('F31: a lone quote %s breaks its own row only, by number', (_, text) => {
    expect(verdicts(readRoster({ text }).rows)).toEqual(['1 new', '2 broken', '3 new'])
  })
  it('F31: a quote inside a name is a letter', () => {
    expect(people({ text: 'Name,Mail\nBo "Bobo" Ek,bo@example.org' })).toEqual(['Bo "Bobo" Ek <bo@example.org>'])
  })
  it('F31: gives up with the row number where hundreds of quotes never close', () => {
    const text = `Name,Mail\n${'"Bo,bo@example.org\n'.repeat(501)}`
    expect(thrownBy(() => readRoster({ text }))).toMatchObject({
      code: 'unreadable_roster',
      details: { reason: 'quotes', row: expect.any(Number) as number },
    })
  })
  it('F31: control characters make a row broken, NUL bytes too', () => {
    expect(verdicts(readRoster({ text: 'Name,Mail\nA\0nn,a@example.org\nBo,b@example.org' }).rows)).toEqual([
      '1 broken',
      '2 new',
    ])
  })
  it('F31: refuses a million columns', () => {
    expect(thrownBy(() => readRoster({ text: `${',a'.repeat(10_000)}\n` }))).toMatchObject({
      details: { reason: 'too_many_columns' },
    })
    expect(verdicts(readRoster({ text: `Name,Mail\n${',a'.repeat(1_000_000)}\nBo,b@example.org` }).rows)).toEqual([
      '1 broken',
      '2 new',
    ])
  })
  it('F31: a second header is a row without an address', () => {
    expect(verdicts(readRoster({ text: `${list}${list}` }).rows)).toEqual([
      '1 new',
      '2 new',
      '3 invalid_address',
      '4 repeated',
      '5 repeated',
    ])
  })
  it('reads the same records in slices as in one go, wherever quotes and line breaks fall', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '山', "'", '='), maxLength: 8 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (cells) => {
        const filler = `${'x'.repeat(100)},y\n`.repeat(1300)
        const text = `Name,Note\n${filler}${cells.map((row) => row.map((text) => csvCell(text)).join(',')).join('\n')}\n${filler}`
        const roster = openRoster({ text }, { name: 0, givenName: null, familyName: null, email: null, group: 1 }, true)
        const read = [...roster.rows()].flat()
        expect(read.at(-1)?.row).toBe(2600 + cells.filter((row) => row.join('') !== '' || row.length > 1).length)
        expect(read.every((row) => row.verdict !== 'broken')).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('columns', () => {
  it('row 70: finds swapped columns by their headings, in several languages', () => {
    expect(readRoster({ text: 'Courriel;Nom;Prénom\nann@example.org;Lee;Ann' })).toMatchObject({
      mapping: { email: 0, name: null, givenName: 2, familyName: 1 },
      rows: [{ name: 'Ann Lee', email: 'ann@example.org', verdict: 'new' }],
    })
    expect(readRoster({ text: 'Correo electrónico,Nombre,Apellidos\nann@example.org,Ann,Lee' }).rows[0]?.name).toBe(
      'Ann Lee',
    )
    expect(
      readRoster({ text: 'E-Mail-Adresse,Vorname,Nachname,Gruppe\na@example.org,Ann,Lee,Red' }).rows[0],
    ).toMatchObject({
      name: 'Ann Lee',
      group: 'Red',
    })
  })
  it('row 70: without headings, guesses by what stands in the columns and says that there are none', () => {
    expect(readRoster({ text: 'ann@example.org,7,Ann Lee\nbo@example.org,8,Bo Ek' })).toMatchObject({
      hasHeadings: false,
      headings: [],
      mapping: { email: 0, name: 2 },
      sample: [
        ['ann@example.org', '7', 'Ann Lee'],
        ['bo@example.org', '8', 'Bo Ek'],
      ],
      rows: [{ row: 1 }, { row: 2 }],
    })
  })
  it('row 70: unknown headings are headings where addresses stand below them', () => {
    expect(readRoster({ text: 'Wie,Waar\nAnn Lee,ann@example.org' })).toMatchObject({
      hasHeadings: true,
      mapping: { name: 0, email: 1 },
    })
  })
  it('row 70: extra cells do no harm, but a split name is a broken row', () => {
    const rows = readRoster({ text: 'Name,Mail\nAnn,ann@example.org,a note\nEk, Bo,bo@example.org' }).rows
    expect(verdicts(rows)).toEqual(['1 new', '2 broken'])
  })
  it('a mapping by hand outranks every guess', () => {
    const mapping = { name: 1, givenName: null, familyName: null, email: 2, group: null }
    const rows = readRoster({ text: 'Name,Nick,Mail\nAnn Lee,Annie,ann@example.org' }, mapping, true).rows
    expect(rows[0]?.name).toBe('Annie')
  })
})

describe('verdicts', () => {
  it('a mailbox that many share is looked through as fast as one of two', () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `Person ${at},club@example.org`)
    const { rows } = readRoster({ text: ['Name,E-mail', ...lines, 'Person 7,club@example.org'].join('\n') })
    expect(rows.filter(({ verdict }) => verdict === 'shared_address')).toHaveLength(29_999)
    expect(rows.at(-1)).toMatchObject({ row: 30_001, verdict: 'repeated' })
  })
  it('comes in pieces of one size, the last one shorter', () => {
    const text = ['Name,E-mail', ...Array.from({ length: 1700 }, (_, at) => `Person ${at},p${at}@example.org`)].join(
      '\n',
    )
    const pieces = [...piecesOf(openRoster({ text }).rows(), 400)]
    expect(pieces.map(({ length }) => length)).toEqual([400, 400, 400, 400, 100])
    expect(pieces.flat().map(({ row }) => row)).toEqual(Array.from({ length: 1700 }, (_, at) => at + 1))
  })
  it('row 71: the same line twice is repeated, the same address under another name is shared', () => {
    const text = 'Name,Mail\nAnn Lee,ann@example.org\nANN LEE,Ann@Example.org\nBo Lee,ann@example.org\n'
    expect(verdicts(readRoster({ text }).rows)).toEqual(['1 new', '2 repeated', '3 shared_address'])
  })
  it('says why each row does not come in, and reads on', () => {
    const text = [
      'Name,Mail',
      'Ann,',
      ',ann@example.org',
      'Bo,bo at example.org',
      `${'x'.repeat(256)},x@example.org`,
      'Cy,cy@example.org;cy2@example.org',
      'Di,<di@example.org>',
      'Eve,mailto:eve@example.org',
    ].join('\n')
    expect(verdicts(readRoster({ text }).rows)).toEqual([
      '1 no_address',
      '2 no_name',
      '3 invalid_address',
      '4 too_long',
      '5 invalid_address',
      '6 new',
      '7 new',
    ])
  })
  it('row 73, F32: a cell that looks like a formula is just text', () => {
    const text = 'Name,Mail\n=HYPERLINK("x"),a@example.org\n"=cmd|\' /C calc\'!A0",b@example.org\n-Ann,c@example.org'
    expect(readRoster({ text }).rows.map((row) => row.name)).toEqual(['=HYPERLINK("x")', "=cmd|' /C calc'!A0", '-Ann'])
  })
  it('row 76: empty rows below the list do not count, those within it do', () => {
    const text = 'Name,Mail\nAnn,ann@example.org\n,\nBo,bo@example.org\n,\n , \n\n'
    expect(verdicts(readRoster({ text }).rows)).toEqual(['1 new', '2 no_name', '3 new'])
  })
})

describe('pasted names and addresses', () => {
  it.each([
    ['Ann Lee <ann@example.org>\n"Ek, Bo" <bo@example.org>'],
    ['Ann Lee <ann@example.org>, "Ek, Bo" <bo@example.org>'],
    ['Ann Lee <ann@example.org>; Ek, Bo <mailto:bo@example.org>;'],
  ])('reads a list as mail programs write it: %j', (text) =>
    expect(people({ text })).toEqual(['Ann Lee <ann@example.org>', 'Ek, Bo <bo@example.org>']),
  )
  it('reads names and addresses with blanks between them, in either order', () => {
    expect(people({ text: 'Ann Lee ann@example.org\nbo@example.org Bo Ek\n' })).toEqual([
      'Ann Lee <ann@example.org>',
      'Bo Ek <bo@example.org>',
    ])
  })
  it('reads names alone', () => {
    expect(readRoster({ text: 'Ann Lee\nBo Ek' }).rows).toMatchObject([
      { name: 'Ann Lee', verdict: 'no_address' },
      { name: 'Bo Ek', verdict: 'no_address' },
    ])
  })
})

describe('what is no roster', () => {
  it.each([
    ['row 76: an empty file', utf8(''), 'empty'],
    ['row 76: blanks only', utf8(' \n\n'), 'empty'],
    ['a spreadsheet', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'spreadsheet'],
    ['an old spreadsheet', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'spreadsheet'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d), 'not_text'],
    ['program code', Uint8Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? 0 : 200)), 'not_text'],
  ])('%s is refused with the reason', (_, bytes, reason) =>
    expect(thrownBy(() => readRoster({ bytes }))).toMatchObject({ code: 'unreadable_roster', details: { reason } }),
  )
  it('row 76: a file of headings only has no rows', () => {
    expect(readRoster({ text: 'Name,E-mail\n' })).toMatchObject({
      rows: [],
      hasHeadings: true,
      headings: ['Name', 'E-mail'],
    })
  })
  it('F14: is refused by its size before it is looked at', () => {
    expect(thrownBy(() => openRoster({ bytes: new Uint8Array(maxRosterBytes + 1) }))).toMatchObject({
      details: { reason: 'too_large', bytes: maxRosterBytes + 1 },
    })
  })
  it('reads or refuses any bytes, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          readRoster({ bytes })
        } catch (error) {
          expect(error).toMatchObject({ code: 'unreadable_roster' })
        }
      }),
    )
  })
})

describe('csvCell', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\0x'])('F32: guards %j with an apostrophe', (text) =>
    expect(csvCell(text).replaceAll('"', '')).toBe(`'${text}`),
  )
  it('F32: what was guarded comes back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', 'a', '\t', '\0') })
    fc.assert(fc.property(text, (cell) => unguardCell(guardCell(cell)) === cell))
  })
  it('F32: importing what was exported gives the same people, whatever they are called', () => {
    const letter = fc.constantFrom(...'=+-@\'",;|aÅ山 '.split(''))
    const name = fc.string({ unit: letter, minLength: 1, maxLength: 12 }).map((text) => text.replace(/ +/g, ' ').trim())
    fc.assert(
      fc.property(fc.array(name.filter(Boolean), { minLength: 1, maxLength: 8 }), (names) => {
        const rows = names.map((name, at) => [name, `p${at}@example.org`])
        const text = [['Name', 'E-mail'], ...rows].map((row) => row.map((cell) => csvCell(cell)).join(',')).join('\r\n')
        expect(readRoster({ text }).rows.map((row) => [row.name, row.email])).toEqual(rows)
      }),
    )
  })
})
