/** The part of the Digital Bazaar packages that the interoperability tests call; they carry no types. */
declare module '@digitalbazaar/vc' {
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>
  }): Promise<{ verified: boolean; error?: unknown }>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: string })
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: {
    type: 'Multikey'
    publicKeyMultibase: string
  }): Promise<{ verifier: () => { verify: (what: { data: Uint8Array; signature: Uint8Array }) => Promise<boolean> } }>
}
