import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

describe('a badge whose text does not fit its checksum', () => {
  it('row 9: is not trusted, named as such, and a copy is offered that can be read and is checked as always', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badge = await readyBadge(app)
    const people = [{ name: 'Ada Lovelace', email: 'ada@example.org' }]
    const { awarded } = await resultOf(client.awards.create({ badgeId: badge.id, people }))
    const { png } = await client.awards.bake({ id: awarded[0]!.awardId })
    const bytes = Buffer.from(png, 'base64')
    const at = bytes.indexOf('iTXtopenbadges') + 4
    const end = at + bytes.readUInt32BE(at - 8)
    bytes[end] = bytes[end]! ^ 1
    const spoilt = bytes.toString('base64')

    const [before] = await client.verification.check({ files: [{ name: 'a.png', bytes: spoilt }] })
    expect(before).toMatchObject({
      verdict: 'not_a_badge',
      checks: [{ code: 'damaged_png', details: { reason: 'bad_crc', chunk: 'iTXt' } }],
    })

    const copy = await client.verification.repair({ bytes: spoilt })
    expect(copy.mended).toEqual(['iTXt'])
    const [after] = await client.verification.check({ files: [{ name: 'a.png', bytes: copy.bytes }] })
    expect(after).toMatchObject({ verdict: 'valid' })
  })
})
