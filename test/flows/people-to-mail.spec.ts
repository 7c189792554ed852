import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, goTo, test } from './support/blazon'
import { layBadges } from './support/ground'
import { readBaked, readMail } from './support/outside-readers'

/** As a spreadsheet in a country with decimal commas saves "Unicode text": UTF-16 with a byte order mark, semicolons. */
const roster = [
  'Name;E-Mail;Gruppe',
  'Jörg Müller;joerg@example.org;5B',
  '"Weiß; Anna";family@example.org;5B',
  'Ben Weiß;family@example.org;5B',
  'Ohne Adresse;;5B',
  'Falsch;falsch at example;5B',
  'Jörg Müller;JOERG@example.org;5B',
  '=HYPERLINK("http://evil.example");formel@example.org;5B',
].join('\r\n')

test('a list from a spreadsheet becomes people, a group, awards and mail drafts', async ({ app, blazon }) => {
  await layBadges(blazon.client, app, { count: 1 })
  await goTo(app, '#/people')
  const chooser = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Choose a file' }).click()
  await (
    await chooser
  ).setFiles({ name: 'klasse.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${roster}`, 'utf16le') })

  const dialog = app.getByRole('dialog')
  await expect(dialog.getByText('7 rows. Read as UTF-16LE, columns parted by semicolons.')).toBeVisible()
  await expect(dialog.getByText('Not an e-mail address')).toBeVisible()
  await expect(dialog.getByText('Stands in the list twice')).toBeVisible()
  await expect(dialog.getByText('No e-mail address')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import 4 people' }).click()
  await expect(dialog.getByText('4 people were added.')).toBeVisible()
  await expect(dialog.getByText('3 rows did not come in')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(app.getByRole('row', { name: /Weiß; Anna/ })).toBeVisible()
  await expect(app.getByRole('row', { name: /=HYPERLINK/ })).toBeVisible()

  await goTo(app, '#/award')
  await app.getByRole('button', { name: /Badge/ }).click()
  await app.getByRole('option', { name: 'Reading Star' }).click()
  await app.getByRole('button', { name: 'Add a group' }).click()
  await app.getByRole('menuitem', { name: '5B (4)' }).click()
  await app.getByRole('button', { name: 'Award to 4 people' }).click()
  await app.getByRole('button', { name: 'Hand out' }).click()
  await app.getByRole('button', { name: 'All mail drafts' }).click()
  // The family shares one address, so it gets one mail with two badges.
  await expect(app.getByText('3 files were written.')).toBeVisible()

  const drafts = readdirSync(blazon.documents, { recursive: true, encoding: 'utf8' }).filter((it) =>
    it.endsWith('.eml'),
  )
  const mails = drafts.map((it) => readMail(join(blazon.documents, it)))
  expect(new Set(drafts.map((it) => dirname(it))).size).toBe(1)
  expect(mails.map((it) => it.attachments.length).sort()).toEqual([1, 1, 2])
  for (const { headers, attachments } of mails) {
    expect(headers.get('x-unsent')).toBe('1')
    expect(headers.get('subject')).toContain('Reading Star')
    for (const { bytes } of attachments)
      expect([...readBaked(bytes).texts.keys()].sort()).toEqual(['openbadgecredential', 'openbadges'])
  }
  expect(mails.map((it) => it.headers.get('to') ?? '').join()).toContain('joerg@example.org')
  // Its file left the library with the draft; that it was mailed is said by hand.
  await app.getByRole('button', { name: 'Jörg Müller has it' }).click()
  await expect(app.getByText('Noted as handed out.')).toBeVisible()
  const facts = await blazon.client.awards.list({ query: 'jörg' })
  const { history } = await blazon.client.awards.read({ id: facts.rows[0]!.id })
  expect(history.map((it) => it.fact).sort()).toEqual(['awarded', 'exported', 'mailed'])
})
