import { singleLine, type MailText } from './message'

/** What tells whoever made a badge to whom it was handed out; one line for each award, in their order. */
export function creatorNotice(
  awards: readonly { personName: string; badgeName: string; awardedAt: string }[],
): MailText {
  const badges = [...new Set(awards.map(({ badgeName }) => badgeName))]
  const subject = badges.length === 1 ? `Awarded: ${badges[0] ?? ''}` : `Awarded: ${String(badges.length)} badges`
  const lines = awards.map(
    ({ personName, badgeName, awardedAt }) =>
      `${awardedAt.slice(0, 10)}  ${singleLine(personName)}: ${singleLine(badgeName)}`,
  )
  return { subject: singleLine(subject).slice(0, 200), message: lines.join('\n') }
}
