import { z } from 'zod'
import { failed, passed, warned, type Check } from '../outcomes'
import { isObject, type JsonObject } from '../read-json'
import { checkShape } from '../shape'
import { hasType, listOf, objectOf, textOf } from '../values'

const text = z.string().min(1)
const link = z.union([text, z.looseObject({})])
const link2 = z.union([link, z.array(link).min(1)])
const recipient = z.looseObject({ identity: text, type: z.union([text, z.array(text)]), hashed: z.boolean() })
const shapes = {
  '2.0': z.looseObject({
    id: text,
    recipient,
    badge: link2,
    verification: z.looseObject({ type: z.union([text, z.array(text)]) }),
    issuedOn: text,
  }),
  '1.x': z.looseObject({
    uid: z.union([text, z.number()]).optional(),
    recipient,
    badge: link,
    verify: z.looseObject({ type: text, url: text }),
    issuedOn: z.union([text, z.number()]),
  }),
  '0.5': z.looseObject({ recipient: text, badge: z.looseObject({ issuer: z.looseObject({}) }) }),
} as const
export type Edition = keyof typeof shapes

/** An assertion with its badge and its issuer, as far as they could be read. */
export type AssertionParts = { assertion: JsonObject; badge: JsonObject | null; issuer: JsonObject | null }

/** Which edition of Open Badges before 3.0 a document is of; null where it is none. */
export function editionOf(document: JsonObject): Edition | null {
  const contexts = listOf(document['@context'])
  if (
    contexts.some((context) => typeof context === 'string' && /openbadges?(spec\.org)?\/v2|\/ob\/v2p\d/.test(context))
  )
    return '2.0'
  if (isObject(document.verification) && document.issuedOn !== undefined) return '2.0'
  if (isObject(document.verify) && document.badge !== undefined) return '1.x'
  if (typeof document.recipient === 'string' && isObject(document.badge)) return '0.5'
  return hasType(document, 'Assertion') ? '2.0' : null
}

/** The check `structure` of an assertion of an edition. */
export function checkStructure(document: JsonObject, edition: Edition): Check {
  const wrong = checkShape(shapes[edition], document)
  if (wrong) return wrong
  if (edition === '2.0' && !hasType(document, 'Assertion')) return failed('structure', 'wrong', { field: 'type' })
  const kind = textOf(objectOf(document.verification ?? document.verify)?.type)
  if (kind !== null && !/(^|[:#])(HostedBadge|SignedBadge|hosted|signed)$/.test(kind))
    return failed('structure', 'wrong', { field: 'verification.type' })
  return edition === '2.0' ? passed('structure', 'ok') : warned('structure', 'old_form', { edition })
}
