import { isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import { contract } from '../../../src/core/contract'
import { needOf, namedCalls } from '../../../src/core/operators/call-needs'
import { fromBadgeKit, presetGrants, presetOf, presets, type Preset } from '../../../src/core/operators/presets'
import { capabilities, capabilitiesOfPeople } from '../../../src/core/operators/capabilities'

const allCalls = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.entries<unknown>(verbs).flatMap(([verb, it]) => (isContractProcedure(it) ? [`${group}.${verb}`] : [])),
)

test('every call of the contract is named in the table of what calls need, and nothing else is', () => {
  expect([...namedCalls].sort()).toEqual([...allCalls].sort())
})

test('a call that nobody named is the administrators’ alone, whatever its name', () => {
  for (const call of ['badges.inventedLater', 'constructor', '__proto__', 'toString', ''])
    expect(needOf(call, {})).toBe('administrator')
})

test('only what tells nobody anything of people, and signing in itself, is open to nobody', () => {
  expect(allCalls.filter((call) => needOf(call, {}) === 'nobody').sort()).toEqual([
    'library.check',
    'library.describe',
    'operators.current',
    'operators.follow',
    'operators.signIn',
    'operators.signOut',
    'verification.check',
    'verification.repair',
    'verification.unbake',
  ])
})

test('a badge is moved under another issuer only by who may change both', () => {
  const need = needOf('badges.save', { id: 'b', issuerId: 'i', mailSubject: 'x' })
  expect(need).toEqual({
    allOf: [
      { capability: 'configuremessages', where: { things: 'badge', field: 'id' } },
      { capability: 'configuredetails', where: { things: 'badge', field: 'id' } },
      { capability: 'configuredetails', where: { things: 'issuer', field: 'issuerId' } },
    ],
  })
})

test('a repair takes the right for what it does: none goes round the call of its own', () => {
  const rights = (repair: string) => {
    const need = needOf('awards.repair', { badgeId: 'b', repair })
    if (typeof need === 'string') return need
    return ('allOf' in need ? need.allOf : need.anyOf).map(({ capability }) => capability)
  }
  expect(rights('unarchive')).toEqual(['deletebadge'])
  expect(rights('activate')).toEqual(['configurecriteria'])
  expect(rights('fill_alt_text')).toEqual(['configuredetails'])
  // These two also mend the address of the issuer.
  expect(rights('https_url')).toEqual(['manageglobalsettings'])
  expect(rights('plain_addresses')).toEqual(['configuredetails', 'manageglobalsettings'])
})

test('who may be awarded, how often and by how many people is a rule of earning, not a detail of the badge', () => {
  const details = { capability: 'configuredetails', where: { things: 'badge', field: 'id' } }
  const rules = { capability: 'configurecriteria', where: { things: 'badge', field: 'id' } }
  for (const change of [
    { keeping: { doubleEntry: false } },
    { keeping: { issueLimit: null } },
    { keeping: { duplicatePolicy: 'allow' } },
    { prerequisiteIds: [] },
  ])
    expect(needOf('badges.save', { id: 'b', ...change })).toEqual({ allOf: [details, rules] })
  expect(needOf('badges.save', { id: 'b', keeping: { visible: false }, relatedIds: [] })).toEqual({ allOf: [details] })
})

test('one’s own look of the app is everybody’s, the texts of mails are not, the rest is the settings’', () => {
  expect(needOf('settings.write', { theme: 'dark' })).toBe('signed_in')
  expect(needOf('settings.write', { theme: 'dark', mailBody: 'x' })).toMatchObject({
    anyOf: [{ capability: 'configuremessages' }, { capability: 'manageglobalsettings' }],
  })
  expect(needOf('settings.write', { lockAfterMinutes: 0 })).toMatchObject({
    anyOf: [{ capability: 'manageglobalsettings', where: 'library' }],
  })
})

test('a job is recognised by its grants, in whichever scope, and never names what belongs to people', () => {
  const scope = { type: 'program', id: 'p' } as const
  for (const preset of Object.keys(presets) as Preset[]) {
    const grants = presetGrants(preset, scope)
    expect(presetOf(grants.toReversed())).toEqual({ preset, scope })
    // Awarding, for one, is more than reviewing by what it takes back.
    expect(presetOf(grants.slice(1))?.preset).not.toBe(preset)
  }
  expect(presetOf([])).toBeNull()
  const used = [...Object.values(presets), ...Object.values(fromBadgeKit)].flat()
  expect(used.filter((it) => capabilitiesOfPeople.includes(it))).toEqual([])
  expect(capabilities).toHaveLength(13)
})
