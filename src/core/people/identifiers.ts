import { z } from 'zod'
import { webUrl } from '../contract/shapes'
import { foldAddress, readAddress } from './identity'

/** By what a person can be known: OB 3.0's IdentityObject knows these, most under other names (`sourcedId`, `systemId` …). */
export const identifierTypes = ['email', 'url', 'telephone', 'did', 'user_name', 'student_id', 'local_id'] as const
export type IdentifierType = (typeof identifierTypes)[number]

/** What a typed identifier becomes, or the word for what is wrong with it. */
export type IdentifierReading = { value: string } | { problem: 'missing' | 'invisible' | 'invalid' | 'too_long' }

const longest = 255
/** Marks that nobody sees: a name that holds one never matches what is typed. */
const invisible = /[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\p{Cc}]/u
const edges = /^[\s\u00a0\u200b\u2060\ufeff]+|[\s\u00a0\u200b\u2060\ufeff]+$/gu

/**
 * Reads an identifier as it is kept: without blanks around it, NFC, an address as `readAddress` reads one, a web address
 * as http or https, a telephone number as its digits behind a "+" or as they are dialled at home. What nobody sees is
 * refused inside it (row 25).
 */
export function readIdentifier(type: IdentifierType, typed: string): IdentifierReading {
  if (type === 'email') {
    const reading = readAddress(typed)
    return 'problem' in reading ? reading : { value: reading.address }
  }
  if (typed.length > 4000) return { problem: 'too_long' }
  const trimmed = typed.replace(edges, '').normalize('NFC')
  if (trimmed === '') return { problem: 'missing' }
  if (invisible.test(trimmed)) return { problem: 'invisible' }
  const value = type === 'telephone' ? trimmed.replace(/[\s\u00a0().\-/]/gu, '') : trimmed
  if (value.length > (type === 'url' || type === 'did' ? 2048 : longest)) return { problem: 'too_long' }
  return shapes[type].safeParse(value).success ? { value } : { problem: 'invalid' }
}

const shapes: Record<Exclude<IdentifierType, 'email'>, z.ZodType<string>> = {
  url: webUrl,
  telephone: z.string().regex(/^\+?\d{3,20}$/),
  // DID Core §3.1: method names in small letters, then anything that a URI may hold.
  did: z.string().regex(/^did:[a-z0-9]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._%-]$/),
  user_name: z.string().min(1),
  student_id: z.string().min(1),
  local_id: z.string().min(1),
}

/** An identifier for matching people only, never for hashing: letters count as the same in either case. */
export const foldIdentifier = (value: string): string => foldAddress(value)

/** What gives one mailbox two spellings at Gmail: dots and a "+tag" before the @, and its other domain. */
const gmail = /^([^@]+)@(?:gmail|googlemail)\.com$/

/**
 * An address by which two spellings of one Gmail mailbox are told to be the same; every other address is only folded.
 * For suggestions that a person looks at: nobody is ever matched or merged by it (row 32).
 */
export function suggestedMailbox(address: string): string {
  const folded = foldAddress(address)
  const local = gmail.exec(folded)?.[1]
  return local === undefined ? folded : `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`
}
