/** The part of the Digital Bazaar packages that the tests of interoperability and the benchmarks call; they carry no types. */
declare module '@digitalbazaar/vc' {
  type Load = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object; tag?: string }>
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: Load
    checkStatus?: object
    now?: Date
  }): Promise<{ verified: boolean; error?: unknown; statusResult?: { results?: { status: boolean }[] } }>
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  type StatusList = {
    length: number
    getStatus: (index: number) => boolean
    setStatus: (index: number, is: boolean) => void
  }
  export function createList(options: { length: number }): Promise<StatusList>
  export function decodeList(options: { encodedList: string }): Promise<StatusList>
  export function createCredential(options: { id: string; list: StatusList; statusPurpose: string }): Promise<object>
  export const checkStatus: object
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: string; legacyContext?: boolean })
  }
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: { signer: object; date?: string })
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ed25519-multikey' {
  type Key = {
    publicKeyMultibase: string
    signer: () => { id: string; algorithm: string; sign: (what: { data: Uint8Array }) => Promise<Uint8Array> }
    verifier: () => {
      algorithm: string
      verify: (what: { data: Uint8Array; signature: Uint8Array }) => Promise<boolean>
    }
  }
  export function from(key: { type: 'Multikey'; publicKeyMultibase: string }): Promise<Key>
  export function generate(options?: { id?: string; controller?: string; seed?: Uint8Array }): Promise<Key>
}
