import { expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../src/main/platform/page-headers'
import { design, isKnownLayer } from '../../../src/core/designs/document'
import { designOf } from '../../support/designs'

const picture = { kind: 'picture', id: 'p', name: 'Photo', x: 300, y: 300, width: 100, height: 100 }
const remote = 'https://example.org/photo.png'

it('trap 13: a design cannot name a picture that is elsewhere: only the hash of one that is kept', () => {
  const withPicture = (fields: object) => design.safeParse({ ...designOf(), layers: [{ ...picture, ...fields }] })
  expect(withPicture({ sha256: 'a'.repeat(64) }).success).toBe(true)
  expect(withPicture({ sha256: remote }).success).toBe(false)
  // An address beside the hash is not kept.
  const read = withPicture({ sha256: 'a'.repeat(64), src: remote, href: remote })
  expect(read.data?.layers.every(isKnownLayer)).toBe(true)
  expect(JSON.stringify(read.data)).not.toContain('example.org')
})

it('trap 13: the page itself may load pictures of its own only', () => {
  const [sources] = contentSecurityPolicy.split(';').flatMap((it) => /img-src (.*)/.exec(it)?.[1] ?? [])
  expect(sources?.split(' ')).toEqual(["'self'", 'data:', 'blob:'])
})
