import { z } from 'zod'
import { call } from './call'

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.string().max(20).default('en'),
  /** Asked for when event mode is left; empty means no PIN. */
  eventPin: z
    .string()
    .regex(/^\d{0,8}$/)
    .default(''),
  eventSounds: z.boolean().default(true),
  mailSubject: z.string().max(255).default('Your badge: {badge}'),
  mailBody: z
    .string()
    .max(20_000)
    .default(
      'Hello {name},\n\nyou have earned the badge “{badge}”. It is attached to this message.\n\n{link}\n\n{issuer}\n',
    ),
})
export type Settings = z.infer<typeof settings>

export const settingsContract = {
  read: call('Reads every setting, with defaults where none was chosen.').output(settings),
  write: call('Changes the settings named and answers with all of them.').input(settings.partial()).output(settings),
}
