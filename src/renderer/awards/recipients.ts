import type { z } from 'zod'
import type { recipient } from '../../core/contract/awards'

/** Somebody to award: known to the library, or as typed or pasted. `key` tells two entries apart; `custom` is what stands for `{custom}`. */
export type Chosen = { key: string; name: string; email: string | null; personId: string | null; custom: string }

/** A person of the library. */
export const known = (person: { id: string; name: string; email: string | null }): Chosen => ({
  key: person.id,
  name: person.name,
  email: person.email,
  personId: person.id,
  custom: '',
})

/** Somebody typed in. The same address and name again is the same entry. */
export const typed = (name: string, email: string | null, custom = ''): Chosen => ({
  key: `typed:${name.trim().toLowerCase()}:${(email ?? '').trim().toLowerCase()}`,
  name: name.trim(),
  email: email?.trim() ? email.trim() : null,
  personId: null,
  custom: custom.trim(),
})

/** Adds people; whoever is in the list already stays where they are. */
export function addChosen(list: readonly Chosen[], more: readonly Chosen[]): Chosen[] {
  const keys = new Set(list.map((it) => it.key))
  return [...list, ...more.filter((it) => !keys.has(it.key) && keys.add(it.key))]
}

/** The list without some rows, counted from 1. */
export const withoutRows = (list: readonly Chosen[], rows: readonly number[]): Chosen[] => {
  const out = new Set(rows)
  return list.filter((_, index) => !out.has(index + 1))
}

/** The list with the addresses of some rows, counted from 1, in small letters. */
export const inSmallLetters = (list: readonly Chosen[], rows: readonly number[]): Chosen[] => {
  const small = new Set(rows)
  return list.map((it, index) => {
    const email = small.has(index + 1) ? (it.email?.toLowerCase() ?? null) : it.email
    if (email === it.email) return it
    return it.personId === null ? typed(it.name, email, it.custom) : { ...it, email }
  })
}

/** The list as the contract takes it. */
export const toRecipients = (list: readonly Chosen[]): z.infer<typeof recipient>[] =>
  list.map(({ personId, name, email }) => (personId === null ? { name, email } : { personId }))
