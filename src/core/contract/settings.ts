import { z } from 'zod'
import { call } from './call'

// Without defaults, because zod fills a default in even where .partial() made the field optional: changing one setting would reset the others.
const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  language: z.string().max(20),
  /** Asked for when event mode is left; empty means no PIN. */
  eventPin: z.string().regex(/^\d{0,8}$/),
  eventSounds: z.boolean(),
  mailSubject: z.string().max(255),
  mailBody: z.string().max(20_000),
  /** Glyphs by `set/name`: starred ones in the order starred, and those used last, the newest first. */
  favouriteGlyphs: z.array(z.string().min(1).max(120)).max(500),
  recentGlyphs: z.array(z.string().min(1).max(120)).max(60),
  /** Other keys for commands of the designer, by the command's id ("Mod+Shift+Z"); ids and keys are in `designs/designer-keys.ts`. */
  designerKeys: z.record(z.string().max(40), z.array(z.string().min(1).max(40)).max(4)),
  /** Whether keys of a single sign, such as T, do anything in the designer (WCAG 2.2, 2.1.4). */
  singleKeys: z.boolean(),
  /** The paper last chosen for a sheet; null until one is. */
  paper: z.enum(['a4', 'letter']).nullable(),
  /** Months after which addresses need not be kept (`people.forget`), as last chosen; null until somebody did. Nothing is deleted by itself. */
  forgetAfterMonths: z.int().min(1).max(600).nullable(),
  /** Where people sign in: after so long without a call whoever sits here is signed out; 0 for never. */
  lockAfterMinutes: z.int().min(0).max(480),
}

export const settings = z.object({
  theme: fields.theme.default('system'),
  language: fields.language.default('en'),
  eventPin: fields.eventPin.default(''),
  eventSounds: fields.eventSounds.default(true),
  mailSubject: fields.mailSubject.default('Your badge: {badge}'),
  mailBody: fields.mailBody.default(
    'Hello {name},\n\nyou have earned the badge “{badge}”. It is attached to this message.\n\n{link}\n\n{issuer}\n',
  ),
  designerKeys: fields.designerKeys.default({}),
  singleKeys: fields.singleKeys.default(true),
  paper: fields.paper.default(null),
  forgetAfterMonths: fields.forgetAfterMonths.default(null),
  favouriteGlyphs: fields.favouriteGlyphs.default([]),
  recentGlyphs: fields.recentGlyphs.default([]),
  lockAfterMinutes: fields.lockAfterMinutes.default(15),
})
export type Settings = z.infer<typeof settings>

/** The settings named, and only those. */
export const settingsChange = z.object(fields).partial()
export type SettingsChange = z.infer<typeof settingsChange>

export const settingsContract = {
  read: call('Reads every setting, with defaults where none was chosen.').output(settings),
  write: call('Changes the settings named and answers with all of them.').input(settingsChange).output(settings),
}
