import { encodeBase64url } from './base64url'
import type { JwsSigner } from './jws-signer'

/** A compact JWS over a JSON payload (RFC 7515 §3.1): header, payload and signature in base64url, joined by dots. */
export function compactJws(header: object, payload: object, signer: Pick<JwsSigner, 'sign'>): string {
  const signed = `${part(header)}.${part(payload)}`
  return `${signed}.${encodeBase64url(signer.sign(utf8(signed)))}`
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const part = (value: object) => encodeBase64url(utf8(JSON.stringify(value)))
