import { z } from 'zod'
import { design as designDocument } from '../designs/document'
import { historyStep, mostSteps } from '../designs/history'
import { lostPart } from '../designs/project'
import { ownTemplate, template } from '../designs/templates'
import { call } from './call'
import { base64, id, name, sha256, time } from './shapes'

/** Grows with every change of a design but that of its picture. */
const revision = z.int().min(0)
export const designCard = z.object({
  id,
  name,
  revision,
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

/**
 * Steps of a design's history. `from` is the position of the first one since the design began; `at` is how many of all steps were
 * done, those after it are undone and can be made again.
 */
const position = z.int().min(0).max(1_000_000_000)
const savedSteps = z.object({ from: position, steps: z.array(historyStep).max(mostSteps), at: position })

/** Why a version was kept: it became a badge's picture, was opened again in a later session, gave way to an older one, or was asked for. */
export const versionReason = z.enum(['used', 'opened', 'restored', 'asked'])
export const designVersion = z.object({ id, reason: versionReason, pictureSha256: sha256.nullable(), createdAt: time })
export type DesignVersion = z.infer<typeof designVersion>

/** A project file's bytes as base64 text: with its pictures and fonts it may be larger than a picture; at most 48 MiB once decoded. */
const projectBytes = z.base64().max(67_200_000)

export const designsContract = {
  list: call('Lists the designs, last changed first.').output(z.array(designCard)),
  create: call('Stores a new design.')
    .input(z.object({ name, document: designDocument }))
    .output(storedDesign),
  read: call('Reads one design with its document, brought to the present version.')
    .input(z.object({ id }))
    .output(storedDesign),
  save: call(
    'Replaces the document of a design (autosave), and with `history` its steps from a position on, both or neither. With `basedOn`, only where that is the revision of the design: else `conflict` with the reason `changed_elsewhere`, and nothing is changed.',
  )
    .input(
      z.object({
        id,
        name: name.optional(),
        document: designDocument,
        history: savedSteps.optional(),
        basedOn: revision.optional(),
      }),
    )
    .output(designCard),
  history: call(
    'Reads the steps kept with a design. Whoever takes them checks that they fit the document (`readHistory` of core/designs/history).',
  )
    .input(z.object({ id }))
    .output(z.object({ from: position, steps: z.array(z.unknown()), at: position })),
  setPicture: call(
    'Stores the picture drawn from a design: a square PNG, re-encoded once without loss and kept by its hash.',
  )
    .input(z.object({ id, png: base64 }))
    .output(picture),
  duplicate: call('Copies a design.').input(z.object({ id, name })).output(storedDesign),
  remove: call('Deletes a design that no badge uses.').input(z.object({ id })).output(z.object({ id })),
  versions: call('Lists the kept versions of a design, newest first; at most 30 are kept.')
    .input(z.object({ id }))
    .output(z.array(designVersion)),
  keepVersion: call(
    'Keeps the design as it is as a version. `opened` keeps it only where it was changed since it was made and since the last version; answers with null where nothing was kept.',
  )
    .input(z.object({ id, reason: versionReason.extract(['asked', 'opened']).default('asked') }))
    .output(designVersion.nullable()),
  readVersion: call('Reads a kept version with its document.')
    .input(z.object({ id, versionId: id }))
    .output(designVersion.extend({ document: designDocument })),
  restoreVersion: call(
    'Brings a kept version back as a step that can be undone; the design as it was is kept as a version first.',
  )
    .input(z.object({ id, versionId: id }))
    .output(storedDesign),
  exportProject: call(
    'Packs a design with its pictures, the fonts added for it and the words of its badge into a project file (.blazon).',
  )
    .input(z.object({ id }))
    .output(z.object({ fileName: z.string(), bytes: projectBytes })),
  importProject: call(
    'Stores the design of a project file as a new one. What a damaged file has lost is named; a file of a newer version is refused.',
  )
    .input(z.object({ bytes: projectBytes }))
    .output(storedDesign.extend({ lost: z.array(lostPart) })),
}

/** Templates that somebody made of a design; those that ship with the app are in the page. */
export const templatesContract = {
  list: call(
    'Lists the templates made in this library, newest first. One that cannot be read is left out, not deleted.',
  ).output(z.array(ownTemplate)),
  add: call('Makes a template of a stored design with the words of its badge, or of a document with its own.')
    .input(
      z.object({
        name,
        purpose: template.shape.purpose,
        of: z.union([z.object({ designId: id }), ownTemplate.pick({ document: true, details: true })]),
      }),
    )
    .output(ownTemplate),
  remove: call('Deletes a template. Designs made from it stay.').input(z.object({ id })).output(z.object({ id })),
}

export const picturesContract = {
  add: call('Keeps a picture for use in a design (PNG, JPEG or WebP, at most 4096 px a side), by its hash.')
    .input(z.object({ bytes: base64 }))
    .output(picture),
  missing: call('Tells which of these pictures the library has not got, or not any more.')
    .input(z.object({ sha256s: z.array(sha256).max(1000) }))
    .output(z.array(sha256)),
  read: call('Reads a kept picture by its hash.').input(z.object({ sha256 })).output(picture.extend({ base64 })),
}
