import type { BadgeDetails } from '../contract/badges'
import { finding, type Finding } from '../openbadges/conformance/findings'
import { unsafeLinks } from './criteria-links'
import { endorsementIn, isOfBadge } from './endorsement-reading'
import { extensionProblems } from './extension-fields'
import { isLongName } from './name-length'
import { resultProblem } from './result-problem'

/** What a person should look at in what a badge says, before it is awarded for ever; empty where all is well. */
export function badgeFindings(details: BadgeDetails, badge: { token: string; version: number }): Finding[] {
  const { achievement } = details
  const findings: Finding[] = []
  const found = (code: Finding['code'], count: number) => {
    if (count > 0) findings.push(finding(code, { count }))
  }
  if (isLongName(details.name)) findings.push(finding('name_long'))
  found('criteria_link_unsafe', unsafeLinks(details.criteria).length)
  found('results_impossible', achievement.resultDescriptions.filter((it) => resultProblem(it) !== null).length)
  found('extension_incomplete', achievement.extensions.filter((it) => extensionProblems(it).size > 0).length)
  const readings = achievement.endorsements.map(endorsementIn)
  found('endorsement_unreadable', readings.filter((reading) => reading === null).length)
  found('endorsement_of_other', readings.filter((reading) => reading && !isOfBadge(reading, badge)).length)
  return findings
}
