import { z } from 'zod'

/** Shapes that several groups of calls share. Bytes cross as base64 text: one form for three transports and for scripts. */

/** UUIDv7, the key of every stored row. */
export const id = z.uuid()
/** 26 characters of a-z2-7: 130 random bits, the public name of an issuer, badge, award or status list. */
export const token = z.string().regex(/^[a-z2-7]{26}$/)
/** ISO 8601 in UTC, ending in Z. */
export const time = z.iso.datetime()
/** A calendar day, YYYY-MM-DD. */
export const day = z.iso.date()
/** Lower-case hex SHA-256. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Bytes as base64 text; at most 16 MiB once decoded. */
export const base64 = z.base64().max(22_400_000)
/** A picture's address on the web or an empty wish for one. */
export const httpsUrl = z.url({ protocol: /^https$/ }).max(2048)
/** An http or https address. */
export const webUrl = z.url({ protocol: /^https?$/ }).max(2048)
/** An e-mail address as typed: trimmed, no invisible characters, kept in its own case. */
export const email = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[^\s@<>(),;:"\\\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+@[^\s@<>(),;:"\\\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+\.[^\s@<>(),;:"\\\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+$/,
  )
/** A name that people read: trimmed, one line, 1 to 255 characters. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}]*$/u)
/** How far a long job has come. `total` is null while it is not known. */
export const progress = z.object({ done: z.int().min(0), total: z.int().min(0).nullable() })

/** A page of a list: `next` is the cursor to ask the following page with, null at the end. */
export const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), total: z.int().min(0), next: z.string().nullable() })
/** What every list call takes. */
export const pageRequest = { cursor: z.string().max(500).nullish(), limit: z.int().min(1).max(500).default(100) }

/** Files that a call wrote into one folder; `folderId` opens it (`folders.open`), `files` are relative to it. */
export const written = z.object({
  folderId: z.string(),
  folder: z.string().describe('the folder as a person would name it'),
  files: z.array(z.string()),
})
