import { describe, expect, it } from 'vitest'
import { readApplications } from '../../../src/core/earning/read-applications'
import { thrownBy } from '../../support/thrown-by'

const read = (text: string) => readApplications(new TextEncoder().encode(text))

describe('a list of applications', () => {
  it('is read from CSV, whatever the columns are called and with several links and files in a cell', () => {
    const csv = [
      'E-mail;Full name;Badge;Why;Links;Files',
      'ada@example.org;Ada Lovelace;Reading Star;I read ten books.;https://example.org/a;"a.png;b.pdf"',
      'not an address;Bo Ek;;;;',
      ';;Reading Star;;;',
      'cy@example.org;Cy;;;nonsense;',
    ].join('\n')
    expect(read(csv)).toEqual([
      {
        row: 1,
        name: 'Ada Lovelace',
        email: 'ada@example.org',
        badge: 'Reading Star',
        statement: 'I read ten books.',
        evidence: [
          { kind: 'link', url: 'https://example.org/a', text: '' },
          { kind: 'file', fileName: 'a.png', text: '' },
          { kind: 'file', fileName: 'b.pdf', text: '' },
        ],
        problem: null,
      },
      expect.objectContaining({ row: 2, problem: 'invalid_address' }),
      expect.objectContaining({ row: 3, problem: 'no_name' }),
      expect.objectContaining({ row: 4, problem: 'bad_link' }),
    ])
  })

  it('is read from JSON, as BadgeKit wrote it, too', () => {
    const json = JSON.stringify({
      applications: [
        {
          learner: 'ada@example.org',
          badge: { name: 'Reading Star', slug: 'reading-star' },
          evidence: [
            { url: 'https://example.org/a', mediaType: 'link', reflection: 'My diary' },
            { reflection: 'Ten.' },
          ],
        },
        { name: 'Bo\nEk', badge: 'reading-star', statement: ' Please ', evidence: [{ file: 'bo.png', text: 'Me' }] },
        42,
      ],
    })
    expect(read(json)).toMatchObject([
      {
        name: '',
        email: 'ada@example.org',
        badge: 'Reading Star',
        evidence: [
          { kind: 'link', url: 'https://example.org/a', text: 'My diary' },
          { kind: 'text', text: 'Ten.' },
        ],
        problem: null,
      },
      { name: 'Bo Ek', email: '', statement: 'Please', evidence: [{ kind: 'file', fileName: 'bo.png', text: 'Me' }] },
      { row: 3, problem: 'broken' },
    ])
  })

  it('never takes an address for a link that a page would run', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,hi', 'file:///etc/passwd'])
      expect(read(JSON.stringify([{ name: 'A', evidence: [{ url }] }]))[0]?.problem).toBe('bad_link')
  })

  it('overlooks lines in which nothing stands', () => {
    const rows = readApplications(new TextEncoder().encode('name,email,text\nAda,a@example.org,One\n\n,,\nBo,,Two\n\n'))
    expect(rows.map(({ row, name, problem }) => [row, name, problem])).toEqual([
      [1, 'Ada', null],
      [3, 'Bo', null],
    ])
  })

  it('is refused whole where it is no list of applications', () => {
    expect(thrownBy(() => read('colour,shape\nred,round\n'))).toMatchObject({ details: { reason: 'no_headings' } })
    expect(thrownBy(() => read('{"a":1}'))).toMatchObject({ details: { reason: 'not_applications' } })
    expect(thrownBy(() => read('[{]'))).toMatchObject({ details: { reason: 'not_applications' } })
    const many = `name\n${'x\n'.repeat(1001)}`
    expect(thrownBy(() => read(many))).toMatchObject({ details: { reason: 'too_many_rows' } })
  })
})
