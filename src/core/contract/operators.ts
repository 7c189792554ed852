import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { capabilities, scopeTypes } from '../operators/capabilities'
import { call } from './call'
import { email, id, name, time } from './shapes'

/** What is typed to sign in: 4 to 12 digits, or a passphrase of at least 8 characters. It is kept as a salted hash only. */
export const pin = z
  .string()
  .max(200)
  .regex(/^(\d{4,12}|(?!\d*$).{8,})$/su)
/** What is typed where a PIN is asked for; a wrong one is no wrong input. */
const triedPin = z.string().max(200)
export const username = z
  .string()
  .trim()
  .normalize('NFC')
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,39}$/u)

export const grant = z.object({
  capability: z.enum(capabilities),
  scope: z.object({
    type: z.enum(scopeTypes),
    id: z.union([id, z.literal('')]).describe('empty for the whole library'),
  }),
})

/** Somebody who works here, as everybody at this desk may see them. */
export const operatorName = z.object({
  id,
  username,
  displayName: name,
  role: z.string().describe('in which they confirm criteria, in their own words: "Trainer"'),
})
export type OperatorName = z.infer<typeof operatorName>

/** Somebody who works here, with what they may do. An administrator may do everything and needs no grants. */
export const operator = operatorName.extend({
  email: z.string(),
  isAdmin: z.boolean(),
  isActive: z.boolean(),
  grants: z.array(grant),
  lastLoginAt: time.nullable(),
})
export type Operator = z.infer<typeof operator>

/** Who sits at the desk. Where nobody works here by name (`isOn` is false), nobody is asked for a name and everybody may do everything. */
export const desk = z.object({
  isOn: z.boolean(),
  operator: operator.nullable().describe('who is signed in'),
  /** Who may sign in, by name. */
  names: z.array(operatorName),
})
export type Desk = z.infer<typeof desk>

export const operatorsContract = {
  current: call('Says who is signed in and who could sign in. Open even to nobody.').output(desk),
  follow: call('Streams who sits at the desk: now, and again whenever that changes. Open even to nobody.').output(
    eventIterator(desk),
  ),
  signIn: call(
    'Signs somebody in, in place of whoever was. Fails with `not_allowed`: reason wrong_pin, or wait (seconds) after several wrong ones.',
  )
    .input(z.object({ username: z.string().max(200), pin: triedPin }))
    .output(operator),
  signOut: call('Signs out whoever is signed in; what they had running stops.').output(
    z.object({ signedOut: z.boolean() }),
  ),
  may: call(
    'Says of some calls whether who is signed in may make them with this input. The answers are those that the calls themselves would meet; nothing is done, and no refusal is logged.',
  )
    .input(z.object({ asks: z.array(z.object({ call: z.string().max(60), input: z.unknown().optional() })).max(200) }))
    .output(z.array(z.boolean())),
  list: call('Lists everybody who works here or did, by name, with what they may do.').output(z.array(operator)),
  save: call(
    'Takes somebody in, or changes the one named by id; what is not named stays. The first has to be an administrator and is signed in at once. Fails with `conflict`: first_administrator, last_administrator, username_taken.',
  )
    .input(
      z.object({
        id: id.optional(),
        username,
        displayName: name,
        email: z.union([email, z.literal('')]).optional(),
        role: z.string().trim().max(100).optional(),
        isAdmin: z.boolean().optional(),
        isActive: z.boolean().optional(),
        grants: z.array(grant).max(1000).optional().describe('all of them, in place of those there were'),
        pin: pin.optional().describe('needed for somebody new'),
      }),
    )
    .output(operator),
  remove: call(
    'Lets somebody go: they can sign in no more. Their name stays, because the audit log has it. Fails with `conflict` (last_administrator).',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  setPin: call('Changes a PIN: one’s own with the present one, somebody else’s as an administrator.')
    .input(z.object({ id, pin, presentPin: triedPin.optional().describe('one’s own, to change one’s own') }))
    .output(z.object({ id })),
  turnOff: call(
    'Lets everybody go, so that nobody is asked for a name any more. Asks the administrator who does it for their own PIN.',
  )
    .input(z.object({ pin: triedPin }))
    .output(desk),
}
