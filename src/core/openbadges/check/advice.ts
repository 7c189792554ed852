import type { CheckResult, Verdict } from '../../contract/verification'

/**
 * What a person should do about a badge: a closed list, with one sentence each for the command line and the visitor's
 * page; the app has the same in its own table (`renderer/words`).
 */
export const adviceSentences = {
  ask_for_original:
    'Ask for the file as it was first received: the attachment of the e-mail, or the download on the award’s page. Screenshots, photo apps and chats take the badge out of a picture.',
  screenshot:
    'This looks like a screenshot. It shows a badge, but the badge itself is hidden data in the original picture, and a screenshot copies only what can be seen. Ask for the original file, or use the link to the award’s page.',
  saved_as_photo:
    'This picture seems to have gone through a photo app, a camera or a chat. They keep what can be seen and drop the badge that is hidden in the picture. Ask for the e-mail with the original file, or use the link to the award’s page; do not send a badge as a photo.',
  ask_again: 'The file was cut short or changed on its way. Ask for it again, as the attachment of an e-mail.',
  unpack: 'Unpack it and check the pictures that are in it.',
  go_online: 'To find out, let it be checked with the network, or open the badge’s page on the issuer’s own site.',
  issuer_gone:
    'The issuer’s site does not answer for this badge: it may have moved or closed. The badge is not wrong for that, but nobody can prove it now. Keep the file, try again another day, and ask the issuer for a badge that can be checked without their site.',
  list_gone:
    'The badge is proved: the issuer made it and nobody changed it. Only the list of withdrawn badges on the issuer’s site does not answer. Keep the file; if it matters, ask the issuer.',
  ask_issuer: 'If it matters, ask the issuer, or look at the badge’s page on the issuer’s own site.',
  try_another_address:
    'It may still be this person’s: people have more than one e-mail address. Ask which one the badge was sent to, and type that.',
  ask_for_correct: 'Do not rely on it. Ask the issuer for a correct one.',
  do_not_rely: 'Do not rely on it. Ask the person or the issuer for the original file.',
  no_longer_counts: 'It no longer counts. If you think that is a mistake, ask the issuer.',
  ask_when: 'Ask the issuer when it counts again.',
  renew: 'Ask the issuer whether it can be renewed.',
  wait: 'Check it again then. If the day seems wrong, look at the clock of this computer.',
} as const
export type Advice = keyof typeof adviceSentences
/** Every code of `adviceSentences`. */
export const adviceCodes = Object.keys(adviceSentences) as Advice[]

/** The sentence of an advice; '' for none, or one that is not known here. */
export function adviceSentence(advice: string | null): string {
  return adviceCodes.includes(advice as Advice) ? adviceSentences[advice as Advice] : ''
}

/** Reasons of `not_fetched` that mean that nobody asked; any other means that there was no answer. */
const notAsked = new Set<string | undefined>([undefined, '', 'not_asked', 'not_hosted', 'other_site'])

/** What to do about a verdict that a check decided; `looksLike` is what a picture without a badge seems to be. Null where nothing has to be done. */
export function adviseOn(
  verdict: Verdict,
  because: Pick<CheckResult, 'code' | 'details'> | null,
  looksLike: 'screenshot' | 'saved_as_photo' | null = null,
): Advice | null {
  switch (verdict) {
    case 'valid':
      return null
    case 'not_a_badge':
      return because?.code === 'damaged_png' ? 'ask_again' : adviseOnFile(because?.details['reason'], looksLike)
    case 'unreachable':
    case 'genuine_unchecked':
      return adviseOnSilence(verdict, because)
    case 'invalid':
      return because?.code === 'other_person' ? 'try_another_address' : 'ask_for_correct'
    case 'altered':
      return 'do_not_rely'
    case 'revoked':
      return 'no_longer_counts'
    case 'suspended':
      return 'ask_when'
    case 'expired':
      return 'renew'
    case 'not_yet_valid':
      return 'wait'
  }
}

function adviseOnFile(reason: string | undefined, looksLike: 'screenshot' | 'saved_as_photo' | null): Advice {
  if (looksLike) return looksLike
  if (reason === 'zip' || reason === 'gzip') return 'unpack'
  if (reason === 'empty' || reason === 'svg_malformed') return 'ask_again'
  return reason === 'jpeg' || reason === 'heic' || reason === 'webp' ? 'saved_as_photo' : 'ask_for_original'
}

function adviseOnSilence(
  verdict: 'unreachable' | 'genuine_unchecked',
  because: Pick<CheckResult, 'code' | 'details'> | null,
): Advice {
  const gone = verdict === 'unreachable' ? 'issuer_gone' : 'list_gone'
  if (because?.code === 'not_found' || because?.code === 'not_readable' || because?.code === 'copies_used') return gone
  if (because?.code !== 'not_fetched') return 'ask_issuer'
  return notAsked.has(because.details['reason']) ? 'go_online' : gone
}
