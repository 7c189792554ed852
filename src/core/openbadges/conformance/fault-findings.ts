import type { Fault } from './faults'
import { finding, type Finding, type FindingCode } from './findings'

const codes: Readonly<Record<Exclude<Fault['rule'], 'shape'>, FindingCode>> = {
  in_future: 'date_in_future',
  ends_before_start: 'expires_before',
  expired: 'expired_already',
  host: 'hosting_host_refused',
  other_host: 'other_host',
  email: 'issuer_email_refused',
  malformed_address: 'address_malformed',
  insecure: 'issuer_url_insecure',
  criteria: 'criteria_missing',
}

/** What the broken rules of a document mean to a person: each thing once, the first place of what only we can have done. */
export function faultFindings(faults: readonly Fault[], document: 'assertion' | 'credential'): Finding[] {
  const findings = new Map<FindingCode, Finding>()
  for (const { rule, at } of faults) {
    const code = rule === 'shape' ? (`${document}_refused` as const) : codes[rule]
    if (!findings.has(code)) findings.set(code, rule === 'shape' ? finding(code, { at }) : finding(code))
  }
  return [...findings.values()]
}
