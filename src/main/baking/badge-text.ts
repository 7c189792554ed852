/** What kind of badge a text is, told from the text alone. Nothing here says whether it is a good one. */

export type BadgeFormat = '2.0' | '3.0' | 'older'

const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$/

/** True for three base64url parts with dots between them (RFC 7515, 7.1). */
export function isCompactJws(text: string): boolean {
  return compactJws.test(text)
}

type JsonObject = Record<string, unknown>
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const words = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((word): word is string => typeof word === 'string')

/** The version of a badge document, or nothing where the object is no badge at all. */
function formatOfDocument(document: JsonObject): BadgeFormat | undefined {
  const contexts = words(document['@context'])
  const types = words(document['type'] ?? document['@type'])
  if (
    contexts.some((context) => context.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/')) ||
    types.some((type) => type === 'OpenBadgeCredential' || type === 'AchievementCredential')
  )
    return '3.0'
  if (contexts.includes('https://w3id.org/openbadges/v2')) return '2.0'
  if (contexts.includes('https://w3id.org/openbadges/v1')) return 'older'
  // 0.5 and 1.0 had no context: an assertion names its recipient and its badge.
  if (document['recipient'] !== undefined && document['badge'] !== undefined)
    return types.includes('Assertion') && document['verification'] !== undefined ? '2.0' : 'older'
  return undefined
}

function decodePart(part: string | undefined): JsonObject | undefined {
  return part === undefined ? undefined : parseObject(Buffer.from(part, 'base64url').toString('utf8'))
}

/**
 * The format of badge JSON or of a compact JWS around it; `older` also for a bare web address (0.5 baked that).
 * Nothing where the text is none of these, or where a JWS holds something that is no badge.
 */
export function formatOfText(text: string): BadgeFormat | undefined {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) {
    const document = parseObject(trimmed)
    return document && formatOfDocument(document)
  }
  if (isCompactJws(trimmed)) {
    const [header, payload] = trimmed.split('.')
    if (typeof decodePart(header)?.['alg'] !== 'string') return undefined
    const claims = decodePart(payload)
    // VC 1.1 JWTs wrap the credential in a `vc` claim.
    return claims && formatOfDocument(isObject(claims['vc']) ? claims['vc'] : claims)
  }
  if (/^https?:\/\/\S+$/i.test(trimmed)) return 'older'
  return undefined
}
