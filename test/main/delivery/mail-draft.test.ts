import addressparser from 'nodemailer/lib/addressparser'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { groupByAddress } from '../../../src/main/delivery/group-by-address'
import { mailDraft, type MailDraft } from '../../../src/main/delivery/mail-draft'
import { makePng } from '../../support/png'

const draft = (change: Partial<MailDraft> = {}): MailDraft => ({
  from: { name: 'The library', address: 'desk@library.example' },
  to: { name: 'Ana Núñez', address: 'ana@example.org' },
  subject: 'Your badge: First aid',
  text: 'Dear Ana,\n\nwell done.\n',
  attachments: [{ fileName: 'Ana Núñez - First aid - k3f2abcd.png', png: makePng({ width: 90, height: 60 }) }],
  date: new Date('2026-02-28T12:30:00Z'),
  messageId: 'k3f2abcdefghijklmnopqrstuv@blazon.invalid',
  ...change,
})

type Part = { headers: Map<string, string>; names: string[]; body: Buffer }

/** Reads a MIME part by hand: unfolded headers, decoded body. */
function parsePart(bytes: Buffer): Part {
  const gap = bytes.indexOf('\r\n\r\n')
  const lines = bytes
    .toString('latin1', 0, gap)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const headers = new Map(pairs)
  const raw = bytes.subarray(gap + 4)
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  const body =
    encoding === 'base64'
      ? Buffer.from(raw.toString('latin1'), 'base64')
      : encoding === 'quoted-printable'
        ? Buffer.from(
            raw
              .toString('latin1')
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          )
        : raw
  return { headers, names: pairs.map(([name]) => name), body }
}

/** A multipart message: its own headers and its parts. */
function parseMail(bytes: Buffer): Part & { parts: Part[] } {
  const whole = parsePart(bytes)
  const boundary = /boundary="([^"]+)"/.exec(whole.headers.get('content-type') ?? '')?.[1]
  if (!boundary) return { ...whole, parts: [] }
  const pieces = whole.body.toString('latin1').split(`--${boundary}`)
  expect(pieces.at(-1)?.trim()).toBe('--')
  return {
    ...whole,
    parts: pieces
      .slice(1, -1)
      .map((piece) => parsePart(Buffer.from(piece.replace(/^\r\n/, '').replace(/\r\n$/, ''), 'latin1'))),
  }
}

/** RFC 2047 encoded words, decoded. */
function decodeWords(text: string): string {
  return text.replace(/\?=\s+=\?/g, '?==?').replace(/(?:=\?UTF-8\?([BQ])\?[^?]*\?=)+/gi, (run) => {
    const parts = [...run.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, kind, word]) =>
      kind!.toUpperCase() === 'B'
        ? Buffer.from(word!, 'base64')
        : Buffer.from(
            word!
              .replace(/_/g, ' ')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ),
    )
    return Buffer.concat(parts).toString('utf8')
  })
}

/** RFC 2231 file name of an attachment, or the plain one. */
function fileNameOf(part: Part): string {
  const disposition = part.headers.get('content-disposition') ?? ''
  const pieces = [...disposition.matchAll(/filename\*\d+(\*?)=("[^"]*"|[^;\s]*)/g)].map(([, encoded, piece]) =>
    encoded ? decodeURIComponent(piece!.replace(/^utf-8''/i, '')) : piece!.replace(/"/g, ''),
  )
  if (pieces.length > 0) return pieces.join('')
  return /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? ''
}

/** What the headers of every draft may be, in a list that no value can lengthen. */
const headerNames = ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-unsent']

describe('mailDraft', () => {
  it('is an unsent mail with the text and the picture, byte for byte', async () => {
    const mail = parseMail(await mailDraft(draft()))
    expect(mail.names.toSorted()).toEqual(headerNames)
    expect(mail.headers.get('x-unsent')).toBe('1')
    expect(mail.headers.get('subject')).toBe('Your badge: First aid')
    expect(mail.headers.get('from')).toBe('The library <desk@library.example>')
    expect(decodeWords(mail.headers.get('to')!)).toBe('Ana Núñez <ana@example.org>')
    expect(mail.headers.get('date')).toBe('Sat, 28 Feb 2026 12:30:00 +0000')
    expect(mail.headers.get('message-id')).toBe('<k3f2abcdefghijklmnopqrstuv@blazon.invalid>')
    expect(mail.parts).toHaveLength(2)
    expect(mail.parts[0]!.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/)
    expect(mail.parts[0]!.body.toString('utf8').replace(/\r\n/g, '\n').trim()).toBe('Dear Ana,\n\nwell done.')
    expect(mail.parts[1]!.headers.get('content-type')).toMatch(/^image\/png/)
    expect(mail.parts[1]!.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(fileNameOf(mail.parts[1]!)).toBe('Ana Núñez - First aid - k3f2abcd.png')
    expect(mail.parts[1]!.body.equals(makePng({ width: 90, height: 60 }))).toBe(true)
  })

  it('gives the same bytes for the same draft, and others for another', async () => {
    const first = await mailDraft(draft())
    expect((await mailDraft(draft())).equals(first)).toBe(true)
    expect((await mailDraft(draft({ subject: 'Another' }))).equals(first)).toBe(false)
  })

  it('keeps letters of every script in names, subject, text and file names', async () => {
    const text = `Şehir 漢字 🏅 ${'a long line '.repeat(60)}\n.\n.. dots\n\nFrom here\n-- \nthe desk`
    const mail = parseMail(
      await mailDraft(
        draft({
          to: { name: 'محمد "علي" Łukasz, Jr.', address: 'm@example.org' },
          subject: `急救 – Żółć 🏅 ${'длинно '.repeat(20)}`.trim(),
          text,
          attachments: [{ fileName: '漢字 "x"; name=evil.png', png: makePng() }],
        }),
      ),
    )
    expect(mail.names.toSorted()).toEqual(headerNames)
    const [to] = addressparser(decodeWords(mail.headers.get('to')!)) as { name: string; address: string }[]
    expect(to).toMatchObject({ address: 'm@example.org' })
    expect(decodeWords(mail.headers.get('to')!)).toContain('محمد')
    expect(decodeWords(mail.headers.get('subject')!)).toBe(`急救 – Żółć 🏅 ${'длинно '.repeat(20)}`.trim())
    expect(mail.parts[0]!.body.toString('utf8').replace(/\r\n/g, '\n')).toBe(text)
    expect(fileNameOf(mail.parts[1]!)).toBe('漢字 "x"; name=evil.png')
    expect(mail.parts[1]!.body.equals(makePng())).toBe(true)
  })

  it('keeps every line of the file short enough for any mail program, ending in CR LF', async () => {
    const bytes = await mailDraft(draft({ text: `${'ü'.repeat(3000)}\n${'x'.repeat(3000)}\rmac\r\nwindows` }))
    const text = bytes.toString('latin1')
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(parseMail(bytes).parts[0]!.body.toString('utf8')).toBe(
      `${'ü'.repeat(3000)}\r\n${'x'.repeat(3000)}\r\nmac\r\nwindows`,
    )
  })

  it('row 112, F33: no name, subject or file name adds a header, a recipient or a part', async () => {
    const injections = [
      'Ana\r\nBcc: all@example.org',
      'Ana\nX-Evil: 1',
      'Ana\r\n\r\n<html>body</html>',
      'Ana <evil@example.org>',
      'Ana>, <evil@example.org',
      '"Ana" <evil@example.org>, "',
      'a@b.org, evil@example.org',
      'Ana\u2028Bcc: all@example.org',
      'Ana\u0085Bcc: x@example.org\0',
      '=?UTF-8?Q?Ana=0D=0ABcc:_all@example.org?=',
      'x'.repeat(2000),
      'Ana (comment) ; group: evil@example.org;',
    ]
    for (const value of injections) {
      const mail = parseMail(
        await mailDraft(
          draft({
            from: { name: value, address: 'desk@library.example' },
            to: { name: value, address: 'ana@example.org' },
            subject: value,
            attachments: [{ fileName: value, png: makePng() }],
          }),
        ),
      )
      expect(mail.names.toSorted(), value).toEqual(headerNames)
      expect(mail.parts.map((part) => part.names.toSorted())).toEqual([
        ['content-transfer-encoding', 'content-type'],
        ['content-disposition', 'content-transfer-encoding', 'content-type'],
      ])
      for (const header of ['to', 'from'] as const) {
        const found = addressparser(mail.headers.get(header), { flatten: true }) as { address: string }[]
        expect(
          found.map((one) => one.address),
          value,
        ).toEqual([header === 'to' ? 'ana@example.org' : 'desk@library.example'])
      }
    }
  })

  it('F33: refuses what is not exactly one address', async () => {
    for (const address of [
      'a@b.org\r\nBcc: all@example.org',
      'a@b.org\n',
      'a@b.org, c@d.org',
      'a@b.org;c@d.org',
      'Ana <a@b.org>',
      'a b@c.org',
      'a@b@c.org',
      'a',
      '',
      '@b.org',
      'group:a@b.org;',
      '"x\r\n"@b.org',
      `${'a'.repeat(250)}@b.org`,
    ]) {
      await expect(mailDraft(draft({ to: { address } })), address).rejects.toMatchObject({
        code: 'invalid_input',
        details: { field: 'to', reason: 'invalid_address' },
      })
      await expect(mailDraft(draft({ from: { address } })), address).rejects.toBeInstanceOf(BlazonError)
    }
    await expect(mailDraft(draft({ messageId: 'a@b\r\nX: 1' }))).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('writes hosts of every script as mail programs want them', async () => {
    const mail = parseMail(
      await mailDraft(
        draft({
          from: { address: 'desk@bücherei.example' },
          messageId: 'k3f2@bücherei.example',
          to: { address: 'a[1]@x.org' },
        }),
      ),
    )
    expect(mail.headers.get('message-id')).toBe('<k3f2@xn--bcherei-n2a.example>')
    expect(mail.headers.get('from')).toBe('desk@xn--bcherei-n2a.example')
    expect(mail.headers.get('to')).toContain('a[1]')
    expect((await mailDraft(draft({ messageId: 'a@b.org' }))).includes('Message-ID: <a@b.org>\r\n')).toBe(true)
  })

  it('does without a sender, and without pictures', async () => {
    const { from: _, ...withoutSender } = draft()
    const mail = parseMail(await mailDraft(withoutSender))
    expect(mail.names.toSorted()).toEqual(headerNames.filter((name) => name !== 'from'))
    const plain = parseMail(await mailDraft(draft({ attachments: [] })))
    expect(plain.parts).toEqual([])
    expect(plain.body.toString('utf8').trim()).toBe('Dear Ana,\r\n\r\nwell done.')
  })

  it('carries several pictures to a shared address, in order and each byte for byte', async () => {
    const pictures = [makePng({ seed: 1 }), makePng({ seed: 2, colorType: 3 }), makePng({ seed: 3, bitDepth: 16 })]
    const mail = parseMail(
      await mailDraft(draft({ attachments: pictures.map((png, index) => ({ fileName: `badge ${index}.png`, png })) })),
    )
    expect(mail.parts.slice(1).map(fileNameOf)).toEqual(['badge 0.png', 'badge 1.png', 'badge 2.png'])
    expect(mail.parts.slice(1).every((part, index) => part.body.equals(pictures[index]!))).toBe(true)
  })

  it('attaches a picture that is a window on a larger buffer', async () => {
    const png = makePng()
    const larger = new Uint8Array(png.length + 64)
    larger.set(png, 32)
    const window = larger.subarray(32, 32 + png.length)
    const mail = parseMail(await mailDraft(draft({ attachments: [{ fileName: 'a.png', png: window }] })))
    expect(mail.parts[1]!.body.equals(png)).toBe(true)
  })
})

describe('groupByAddress', () => {
  it('puts a family that shares a mailbox into one mail, whatever the case it was typed in', () => {
    const rows = [
      { id: 1, email: 'Family@Example.org' },
      { id: 2, email: 'ben@example.org' },
      { id: 3, email: ' family@example.org ' },
    ]
    expect(groupByAddress(rows)).toEqual({
      groups: [
        { address: 'Family@Example.org', items: [rows[0], rows[2]] },
        { address: 'ben@example.org', items: [rows[1]] },
      ],
      skipped: [],
    })
  })

  it('row 115: tells apart who has no address, with the reason', () => {
    const rows = [{ email: null }, { email: '  ' }, { email: 'ana@example.org' }]
    expect(groupByAddress(rows)).toEqual({
      groups: [{ address: 'ana@example.org', items: [rows[2]] }],
      skipped: [
        { item: rows[0], reason: 'no_address' },
        { item: rows[1], reason: 'no_address' },
      ],
    })
  })

  it('F33: gives 1,000 people one message each', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => ({ email: `person${index}@example.org` }))
    expect(groupByAddress(rows).groups).toHaveLength(1000)
  })
})
