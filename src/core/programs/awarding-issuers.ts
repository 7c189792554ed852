/** An issuer that a badge may be awarded under, and why: it is the badge's own, or runs programs that the badge is in. */
export type AwardingIssuer = {
  issuerId: string
  name: string
  isOwn: boolean
  /** The programs that lead from the issuer to the badge, in the issuer's order. */
  programs: { id: string; name: string }[]
}

/** One way from an issuer over a program to the badge. */
export type ProgramPath = { issuerId: string; issuerName: string; programId: string; programName: string }

/**
 * Under which issuers a badge may be awarded: its own first, then those of the programs that it is in, each once with every program
 * on the way. Empty where the badge has no issuer and is in no program of one.
 */
export function awardingIssuers(
  own: { id: string; name: string } | null,
  paths: readonly ProgramPath[],
): AwardingIssuer[] {
  const byId = new Map<string, AwardingIssuer>()
  if (own !== null) byId.set(own.id, { issuerId: own.id, name: own.name, isOwn: true, programs: [] })
  for (const { issuerId, issuerName, programId, programName } of paths) {
    const issuer = byId.get(issuerId) ?? { issuerId, name: issuerName, isOwn: false, programs: [] }
    issuer.programs.push({ id: programId, name: programName })
    byId.set(issuerId, issuer)
  }
  return [...byId.values()]
}
