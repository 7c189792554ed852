import type { VerificationResult } from '../../core/contract/verification'

/** The hosts whose documents a check lacked, as far as they are known before anything is asked; each once. */
export function hostsToAsk({ checks, summary }: VerificationResult): string[] {
  const missing = checks.filter(({ outcome }) => outcome === 'unknown').map(({ details }) => details['url'])
  const hosts = [...missing, summary?.credentialId].flatMap((address) => {
    const url = address ? URL.parse(address) : null
    return url?.host ? [url.host] : []
  })
  return [...new Set(hosts)]
}
