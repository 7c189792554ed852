/** The part of Digital Bazaar's ECDSA packages that tests call; they carry no types. */
declare module '@digitalbazaar/vc' {
  export function issue(options: {
    credential: object
    suite: object
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>
  }): Promise<Record<string, unknown>>
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ecdsa-multikey' {
  type KeyPair = {
    publicKeyMultibase: string
    signer: () => object
    export: (options: { publicKey: true; raw?: boolean }) => Promise<Record<string, unknown>>
  }
  export function generate(options: {
    id?: string
    controller?: string
    curve: 'P-256' | 'P-384' | 'P-521'
  }): Promise<KeyPair>
  export function toJwk(options: { keyPair: KeyPair }): Promise<Record<string, unknown>>
}
