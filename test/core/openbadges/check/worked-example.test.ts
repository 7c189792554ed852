import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import { bake } from '../../../../src/main/baking/bake'
import { pixelDigest } from '../../../../src/main/baking/picture'
import { unbake } from '../../../../src/main/baking/unbake'
import { fileVerifier } from '../../../../src/main/verification/file-verifier'
import { hostedFolders } from '../../../../src/main/verification/hosted-folders'
import { base, portsFor, type Document } from '../../../support/badges-in'

const fixtures = join(import.meta.dirname, '../../../fixtures/openbadges')
const read = (path: string) => readFileSync(join(fixtures, path), 'utf8')

describe('the worked example', () => {
  const folder = join(fixtures, 'example')
  const credential = read('example/credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json')
  const assertion = read('example/assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json')
  const verify = fileVerifier({
    unbake,
    pixelDigest,
    ports: portsFor(),
    fetchDocument: hostedFolders([{ url: base, folder }]),
  })

  it('is valid in both formats, from the folder that its site is', async () => {
    const picture = PNG.sync.write(new PNG({ width: 4, height: 4 }))
    const bytes = bake(picture, { openbadges: assertion, openbadgecredential: credential })
    expect(await verify({ name: 'example.png', bytes })).toMatchObject({
      verdict: 'valid',
      format: 'both',
      checks: expect.arrayContaining([
        { name: 'signature', outcome: 'passed', code: 'ok', details: { algorithm: 'eddsa-rdfc-2022' } },
        { name: 'revocation', outcome: 'passed', code: 'ok', details: {} },
        { name: 'hosted', outcome: 'passed', code: 'ok', details: {} },
      ]) as unknown,
    })
  })
})

describe('the golden proof of 1EdTech', () => {
  const golden = JSON.parse(read('vectors/ob3/signed.json')) as Document
  const [proof] = [golden.proof].flat() as [Document]
  const method = String(proof.verificationMethod)
  const [issuer = '', fragment = ''] = method.split('#')
  const published = JSON.stringify({
    id: issuer,
    verificationMethod: [{ id: method, type: 'Multikey', controller: issuer, publicKeyMultibase: fragment }],
    assertionMethod: [method],
  })
  const verdict = async (document: Document, issuerDocument: string | null) => {
    const web = new Map(issuerDocument === null ? [] : [[issuer, { status: 200, text: issuerDocument }]])
    const result = await checkPayload(JSON.stringify(document), portsFor(web))
    const signature = result.checks.find((check) => check.name === 'signature')
    return [result.verdict, result.because?.code ?? null, signature?.outcome]
  }

  it('is valid where its issuer lists the key at its own address', async () => {
    expect(await verdict(golden, published)).toEqual(['valid', null, 'passed'])
  })
  it('proves nothing while its issuer is silent, whatever key its own method names', async () => {
    expect(await verdict(golden, null)).toEqual(['unreachable', 'not_found', 'unknown'])
  })
  it('shows a change even then', async () => {
    expect(await verdict({ ...golden, name: 'Mastery Badge' }, null)).toEqual(['altered', 'changed', 'failed'])
  })
})
