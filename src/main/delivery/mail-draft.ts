import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import { singleLine } from '../../core/awards/message'
import { BlazonError } from '../../core/errors'

/** Somebody with an address, and the name to show with it. */
export type Mailbox = { name?: string | undefined; address: string }

/** A mail to be looked over and sent by hand. */
export type MailDraft = {
  from?: Mailbox | undefined
  to: Mailbox
  subject: string
  /** Plain text; any line ends. */
  text: string
  attachments: readonly { fileName: string; png: Uint8Array }[]
  date: Date
  /** Unique for ever, `something@host`, without the angle brackets. */
  messageId: string
}

/** One address and nothing else: no list, no comment, no line end, no second header. */
const oneAddress = /^[^\s\p{Cc}@<>(),;:"\\]+@[^\s\p{Cc}@<>(),;:"\\]+$/u

function mailbox(field: 'from' | 'to', { name, address }: Mailbox): { name: string; address: string } {
  if (!oneAddress.test(address) || address.length > 254)
    throw new BlazonError('invalid_input', 'not one mail address', { field, reason: 'invalid_address' })
  return { name: singleLine(name ?? ''), address }
}

/** A message id in ASCII: the host may be written in any script, as the issuer's address is. */
function asciiMessageId(messageId: string): string {
  const [, own, host] = /^([\w.+-]+)@([^\s\p{Cc}@<>]+)$/u.exec(messageId) ?? []
  const asciiHost = host === undefined ? '' : domainToASCII(host)
  if (own === undefined || asciiHost === '')
    throw new BlazonError('invalid_input', 'not a message id', { field: 'messageId' })
  return `${own}@${asciiHost}`
}

/**
 * Builds a mail draft (.eml, RFC 5322 and MIME) that a mail program opens for sending: `X-Unsent: 1`. The same draft
 * gives the same bytes. Names, subject and file names may hold any characters: line ends in them become spaces, the
 * rest is encoded; nothing in them can add a header. The pictures come out of it byte for byte.
 * Throws `invalid_input` (field to | from, reason invalid_address; field messageId).
 * Source: RFC 5322, RFC 2047, RFC 2231; limits.md F33.
 */
export async function mailDraft(draft: MailDraft): Promise<Buffer> {
  const to = mailbox('to', draft.to)
  const from = draft.from && mailbox('from', draft.from)
  const messageId = asciiMessageId(draft.messageId)
  const subject = singleLine(draft.subject)
  const text = draft.text.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n')

  // The boundary depends on everything it parts, so it is the same each time and can stand in none of it.
  const boundary = createHash('sha256').update(JSON.stringify([messageId, to, from, subject, text]))
  for (const { png } of draft.attachments) boundary.update(png)

  return new MailComposer({
    ...(from ? { from } : {}),
    to,
    subject,
    text,
    date: draft.date,
    messageId: `<${messageId}>`,
    headers: { 'X-Unsent': '1' },
    attachments: draft.attachments.map(({ fileName, png }) => ({
      filename: singleLine(fileName),
      contentType: 'image/png',
      content: Buffer.from(png.buffer, png.byteOffset, png.byteLength),
    })),
    baseBoundary: boundary.digest('hex').slice(0, 32),
    // Nothing in a draft is a path or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  } satisfies ConstructorParameters<typeof MailComposer>[0] & { baseBoundary: string })
    .compile()
    .build()
}
