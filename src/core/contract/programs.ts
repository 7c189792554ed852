import { z } from 'zod'
import { call } from './call'
import { email, id, name, sha256, webUrl } from './shapes'

/**
 * What systems and programs say of themselves. A system is a whole of issuers (a federation, a district); a program is a set of
 * badges that issuers run together. BadgeKit's hierarchy, as the graph that its authors planned.
 */
const described = {
  name,
  url: z.union([webUrl, z.literal('')]),
  description: z.string().trim().max(5000),
  email: z.union([email, z.literal('')]),
  /** A kept picture (`pictures.add`). */
  pictureSha256: sha256.nullable(),
}
export const belonging = z.object({
  id,
  slug: z.string().describe('its short name in paths and commands, made from its first name'),
  ...described,
})
/** A system or a program. */
export type Belonging = z.infer<typeof belonging>

export const linkKind = z.enum(['system_issuer', 'issuer_program', 'program_badge'])
export type LinkKind = z.infer<typeof linkKind>
export const link = z.object({ kind: linkKind, parentId: id, childId: id })
export type Link = z.infer<typeof link>

export const node = z.object({ id, name: z.string(), pictureSha256: sha256.nullable() })
/** One thing of the graph, in the column of its like. */
export type Node = z.infer<typeof node>

/** As many of a kind as the graph shows. */
export const mostNodes = 1000

export const graph = z.object({
  systems: z.array(node),
  issuers: z.array(node),
  programs: z.array(node),
  badges: z.array(node).describe('those in a program first; archived ones only where they are in one'),
  links: z.array(link).describe('between what is shown, in their order'),
  leftOff: z.int().min(0).describe('badges that did not fit'),
})
export type Graph = z.infer<typeof graph>

const save = z.object({
  id: id.optional(),
  name,
  url: described.url.optional(),
  description: described.description.optional(),
  email: described.email.optional(),
  pictureSha256: described.pictureSha256.optional(),
})

export const programsContract = {
  graph: call(
    `Everything that belongs together: systems, issuers, programs and badges by name, and the links between them; at most ${mostNodes} of each.`,
  ).output(graph),
  systems: call('Lists the systems by name.').output(z.array(belonging)),
  saveSystem: call('Makes a system, or changes the one named by id; what is not named stays.')
    .input(save)
    .output(belonging),
  removeSystem: call('Deletes a system and its links; issuers, programs and badges stay.')
    .input(z.object({ id }))
    .output(z.object({ id })),
  list: call('Lists the programs by name.').output(z.array(belonging)),
  save: call('Makes a program, or changes the one named by id; what is not named stays.').input(save).output(belonging),
  remove: call('Deletes a program and its links; issuers and badges stay.')
    .input(z.object({ id }))
    .output(z.object({ id })),
  link: call(
    'Joins two things of neighbouring kinds, after those that are joined already; once more changes nothing. A badge may be in several programs, a program under several issuers.',
  )
    .input(link)
    .output(link),
  unlink: call('Parts two things; their other links stay.').input(link).output(link),
  moveLink: call('Moves one child of a parent up or down by one place; at the end of the row nothing changes.')
    .input(link.extend({ direction: z.enum(['up', 'down']) }))
    .output(link),
  issuersOf: call(
    'Under which issuers a badge may be awarded: its own first, then those of the programs that it is in, with the programs on the way.',
  )
    .input(z.object({ badgeId: id }))
    .output(
      z.array(
        z.object({
          issuerId: id,
          name: z.string(),
          isOwn: z.boolean(),
          programs: z.array(z.object({ id, name: z.string() })),
        }),
      ),
    ),
}
