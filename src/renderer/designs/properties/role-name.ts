import type { TFunction } from 'i18next'
import { roles } from '../../../core/designs/colors'

/** The word for a brand role; one that a brand has added is called by its own name. */
export const roleName = (t: TFunction<'designs'>, role: string): string =>
  ([...roles] as string[]).includes(role) ? t(`roles.${role}`) : role
