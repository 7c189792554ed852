import { readFileSync } from 'node:fs'

/** A font as its makers ship it: `format` of one weight of a family, the Latin letters. */
export const fontFile = (family: string, weight: number, format: 'woff' | 'woff2' = 'woff'): Buffer =>
  readFileSync(`node_modules/@fontsource/${family}/files/${family}-latin-${String(weight)}-normal.${format}`)

const words = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

/**
 * A TrueType file with the tables that a reader looks at: its names and the rights of OS/2. No letters are in it, so a browser refuses it.
 */
export function madeFont(facts: {
  family: string
  weight?: number
  /** OS/2 fsType. */
  type?: number
  /** OS/2 fsSelection. */
  selection?: number
  licence?: string
}): Buffer {
  const names = [
    { id: 1, text: words(facts.family) },
    ...(facts.licence ? [{ id: 13, text: words(facts.licence) }] : []),
  ]
  const name = Buffer.alloc(6 + names.length * 12)
  name.writeUInt16BE(names.length, 2)
  name.writeUInt16BE(name.length, 4)
  let at = 0
  names.forEach(({ id, text }, index) => {
    const record = 6 + index * 12
    name.writeUInt16BE(3, record)
    name.writeUInt16BE(1, record + 2)
    name.writeUInt16BE(0x409, record + 4)
    name.writeUInt16BE(id, record + 6)
    name.writeUInt16BE(text.length, record + 8)
    name.writeUInt16BE(at, record + 10)
    at += text.length
  })
  const os2 = Buffer.alloc(96)
  os2.writeUInt16BE(facts.weight ?? 400, 4)
  os2.writeUInt16BE(facts.type ?? 0, 8)
  os2.writeUInt16BE(facts.selection ?? 0, 62)
  const tables: [string, Buffer][] = [
    ['OS/2', os2],
    ['cmap', Buffer.alloc(4)],
    ['glyf', Buffer.alloc(4)],
    ['head', Buffer.alloc(54)],
    ['name', Buffer.concat([name, ...names.map(({ text }) => text)])],
  ]
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(tables.length, 4)
  let offset = head.length
  tables.forEach(([tag, bytes], index) => {
    const record = 12 + index * 16
    head.write(tag, record, 'latin1')
    head.writeUInt32BE(offset, record + 8)
    head.writeUInt32BE(bytes.length, record + 12)
    offset += padded(bytes).length
  })
  return Buffer.concat([head, ...tables.map(([, bytes]) => padded(bytes))])
}

const tableOf = (font: Buffer, tag: string): { at: number; offset: number; packed: number; length: number } => {
  for (let at = 44; at < 44 + font.readUInt16BE(12) * 20; at += 20)
    if (font.toString('latin1', at, at + 4) === tag)
      return {
        ...{ at, offset: font.readUInt32BE(at + 4) },
        ...{ packed: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) },
      }
  throw new Error(`no table ${tag}`)
}

/** A whole font that a browser draws with, under another family name: Pacifico as WOFF with a name table put in place of its own. */
export function renamed(family: string): Buffer {
  const font = Buffer.from(fontFile('pacifico', 400))
  const own = tableOf(font, 'name')
  const made = madeFont({ family })
  const record = 12 + 4 * 16
  const names = made.subarray(
    made.readUInt32BE(record + 8),
    made.readUInt32BE(record + 8) + made.readUInt32BE(record + 12),
  )
  const whole = Buffer.concat([font, padded(names)])
  whole.writeUInt32BE(font.length, own.at + 4)
  whole.writeUInt32BE(names.length, own.at + 8)
  whole.writeUInt32BE(names.length, own.at + 12)
  let sum = 0
  const words32 = padded(names)
  for (let at = 0; at < words32.length; at += 4) sum = (sum + words32.readUInt32BE(at)) >>> 0
  whole.writeUInt32BE(sum, own.at + 16)
  whole.writeUInt32BE(whole.length, 8)
  // The size that the bare font would have.
  const bare = (length: number): number => Math.ceil(length / 4) * 4
  whole.writeUInt32BE(whole.readUInt32BE(16) - bare(own.length) + bare(names.length), 16)
  return whole
}
