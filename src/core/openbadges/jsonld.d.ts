/** The part of jsonld 9 and rdf-canonize 5 that Blazon calls; neither carries types. */
declare module 'jsonld' {
  import type { Quad } from 'rdf-canonize'
  export type RemoteDocument = { contextUrl: null; documentUrl: string; document: object; tag?: 'static' }
  export type ToRdfOptions = {
    base: null
    safe: true
    documentLoader: (url: string) => Promise<RemoteDocument>
  }
  const jsonld: { toRDF: (document: object, options: ToRdfOptions) => Promise<Quad[]> }
  export default jsonld
}

declare module 'rdf-canonize' {
  export type Term =
    | { termType: 'NamedNode' | 'BlankNode' | 'DefaultGraph'; value: string }
    | { termType: 'Literal'; value: string; language?: string; datatype: { termType: 'NamedNode'; value: string } }
  export type Quad = { subject: Term; predicate: Term; object: Term; graph: Term }
  const canonizer: {
    canonize: (
      quads: Quad[],
      options: { algorithm: 'RDFC-1.0'; maxDeepIterations?: number; messageDigestAlgorithm?: 'SHA-256' | 'SHA-384' },
    ) => Promise<string>
    NQuads: { serializeQuad: (quad: Quad) => string }
  }
  export default canonizer
}
