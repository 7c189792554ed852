import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApp } from '../../../src/main/app'
import { testPlatform } from '../../support/app'
import { aDocument, smallPng } from '../../support/badges'
import { blazon } from '../../support/command-line'

it('a badge with merge fields is refused in words, before anybody comes into the library', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blazon-issue-personal-'))
  const open = () => createApp({ folder: join(folder, 'library'), platform: testPlatform(folder) })
  try {
    const app = await open()
    const issuer = await app.client.issuers.save({
      name: 'Town Library',
      email: 'desk@example.org',
      url: 'https://example.org',
    })
    const document = aDocument()
    document.layers[0] = { ...document.layers[0]!, text: 'For {name}' }
    const design = await app.client.designs.create({ name: 'Reader', document })
    await app.client.designs.setPicture({ id: design.id, png: smallPng(7, 600).toString('base64') })
    await app.client.badges.create({ details: { name: 'Reader' }, designId: design.id, issuerId: issuer.id })
    await app.close()
    await writeFile(join(folder, 'badge.png'), smallPng(1))
    await writeFile(join(folder, 'people.csv'), 'Name;E-mail\nAda Lovelace;ada@example.org\n')
    const words = [
      'issue',
      ...['--data', 'library', '--out', 'out', '--base-url', 'https://badges.example.org', '--roster', 'people.csv'],
      ...['--issuer-name', 'Town Library', '--issuer-url', 'https://example.org', '--issuer-email', 'desk@example.org'],
      ...['--badge-name', 'Reader', '--description', 'Reads', '--criteria', 'Read ten', '--image', 'badge.png'],
    ]
    const { exit, said } = await blazon(words, { cwd: folder, createApp })
    expect(exit).not.toBe(0)
    expect(said.join(' ')).toMatch(
      /fields such as \{name\} and is drawn for each person; please award it in the Blazon window/,
    )
    const again = await open()
    expect(await again.client.people.search({ query: 'Ada' })).toEqual([])
    expect((await again.client.awards.list({})).total).toBe(0)
    await again.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
