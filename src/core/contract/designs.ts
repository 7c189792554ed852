import { z } from 'zod'
import { design as designDocument } from '../designs/document'
import { call } from './call'
import { base64, id, name, sha256, time } from './shapes'

export const designCard = z.object({
  id,
  name,
  pictureSha256: sha256.nullable(),
  updatedAt: time,
  badgeId: id.nullable(),
})
export const storedDesign = designCard.extend({ document: designDocument })
export const picture = z.object({
  sha256,
  mime: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
})

export const designsContract = {
  list: call('Lists the designs, last changed first.').output(z.array(designCard)),
  create: call('Stores a new design.')
    .input(z.object({ name, document: designDocument }))
    .output(storedDesign),
  read: call('Reads one design with its document, brought to the present version.')
    .input(z.object({ id }))
    .output(storedDesign),
  save: call('Replaces the document of a design (autosave).')
    .input(z.object({ id, name: name.optional(), document: designDocument }))
    .output(designCard),
  setPicture: call(
    'Stores the picture drawn from a design: a square PNG, re-encoded once without loss and kept by its hash.',
  )
    .input(z.object({ id, png: base64 }))
    .output(picture),
  duplicate: call('Copies a design.').input(z.object({ id, name })).output(storedDesign),
  remove: call('Deletes a design that no badge uses.').input(z.object({ id })).output(z.object({ id })),
}

export const picturesContract = {
  add: call('Keeps a picture for use in a design (PNG, JPEG or WebP, at most 4096 px a side), by its hash.')
    .input(z.object({ bytes: base64 }))
    .output(picture),
  read: call('Reads a kept picture by its hash.').input(z.object({ sha256 })).output(picture.extend({ base64 })),
}
