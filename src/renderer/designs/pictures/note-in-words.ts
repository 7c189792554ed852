import type { TFunction } from 'i18next'
import type { PictureNote } from '../take-picture'

/** What a name is shortened to in a sentence. */
const nameLength = 60
export const shortened = (name: string): string =>
  name.length > nameLength ? `${name.slice(0, nameLength - 1)}…` : name

/** What a person should know of a picture that was taken: that it was made smaller, packed, or stands still. Words of the page; any namespace. */
export function noteInWords(t: TFunction, note: PictureNote, name: string): string {
  if (note.kind !== 'reduced') return t(`pictures:${note.kind}`, { name: shortened(name) })
  const { from, to } = note
  const sizes = { fromWidth: from.width, fromHeight: from.height, toWidth: to.width, toHeight: to.height }
  return t('pictures:reduced', { name: shortened(name), ...sizes })
}
