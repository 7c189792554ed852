import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '../../../src/main/app'
import { presetGrants } from '../../../src/core/operators/presets'
import { exitCodes } from '../../../src/main/shells/cli/exit-codes'
import { blazon } from '../../support/command-line'

let folder: string
let library: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blazon-cli-operators-'))
  library = join(folder, 'library')
  const run = (input: object) => call('operators.save', input, { BLAZON_OPERATOR: 'vera', BLAZON_PIN: '48213' })
  await run({ username: 'vera', displayName: 'Vera', isAdmin: true, pin: '48213' })
  const grants = presetGrants('looks', { type: 'library', id: '' })
  await run({ username: 'otto', displayName: 'Otto', grants, pin: '90817' })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const call = (name: string, input: object, env: NodeJS.ProcessEnv = {}, ...words: string[]) =>
  blazon(['call', name, JSON.stringify(input), '--data', library, ...words], { createApp, env, cwd: folder })

it('row 77: a script signs in like anybody else, and goes round nothing', async () => {
  expect(await call('badges.list', {})).toMatchObject({ exit: exitCodes.notAllowed, results: [] })
  await writeFile(join(folder, 'pin'), '90817\n')
  expect(await call('badges.list', {}, {}, '--operator', 'otto', '--pin-file', 'pin')).toMatchObject({
    exit: exitCodes.done,
  })
  const refused = await call('people.save', { name: 'Ada' }, { BLAZON_OPERATOR: 'otto', BLAZON_PIN: '90817' })
  expect(refused.exit).toBe(exitCodes.notAllowed)
  expect(refused.said.join(' ')).toContain('may not do that')
  const wrong = await call('badges.list', {}, { BLAZON_PIN: '1111' }, '--operator', 'otto')
  expect(wrong.exit).toBe(exitCodes.notAllowed)
  expect([...wrong.said, ...wrong.results].join(' ')).not.toContain('1111')
  expect(await call('badges.list', {}, {}, '--operator', 'otto', '--pin-file', 'nowhere')).toMatchObject({
    exit: exitCodes.noInput,
    said: ['The file "nowhere" cannot be read.'],
  })
})

it('checking a library needs nobody', async () => {
  expect((await blazon(['check', '--data', library], { createApp })).exit).toBe(exitCodes.done)
})

it('whoever owns the files can let everybody go; the log says so, and no PIN was asked for', async () => {
  expect((await blazon(['forget-operators', '--data', join(folder, 'none')], { createApp })).exit).toBe(
    exitCodes.noInput,
  )
  expect((await blazon(['forget-operators', '--data', library], { createApp })).exit).toBe(exitCodes.done)
  const listed = await call('audit.list', { action: 'operators.reset' })
  expect(JSON.parse(listed.results[0]!)).toMatchObject({ total: 1, rows: [{ operatorId: null, target: { count: 2 } }] })
  // Whoever begins anew under the name they had is the same again, and lets the others back in.
  const before = (
    JSON.parse((await call('operators.list', {})).results[0]!) as { id: string; username: string }[]
  ).find(({ username }) => username === 'vera')
  const back = await call('operators.save', { username: 'vera', displayName: 'Vera', isAdmin: true, pin: '5555' })
  expect(JSON.parse(back.results[0]!)).toMatchObject({ id: before!.id, isActive: true })
  const env = { BLAZON_OPERATOR: 'vera', BLAZON_PIN: '5555' }
  const names = JSON.parse((await call('operators.current', {}, env)).results[0]!) as { names: unknown[] }
  expect(names.names).toHaveLength(1)
})
