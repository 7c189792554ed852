import { z } from 'zod'
import { call } from './call'
import { id, name, sha256 } from './shapes'

/** A design that follows a level of a master, with its badge. */
export const linkedDesign = z.object({
  designId: id,
  levelId: z.string(),
  name,
  pictureSha256: sha256.nullable(),
  badge: z
    .object({
      id,
      name,
      /** Awarded: it keeps its art until a new version is asked for. */
      frozen: z.boolean(),
      pictureSha256: sha256.nullable(),
    })
    .nullable(),
})
export type LinkedDesign = z.infer<typeof linkedDesign>

export const levelsContract = {
  read: call('Tells whom a design follows, and which designs follow it, lowest level first.')
    .input(z.object({ designId: id }))
    .output(
      z.object({
        follows: z.object({ designId: id, name, levelId: z.string() }).nullable(),
        linked: z.array(linkedDesign),
      }),
    ),
  make: call(
    'Makes a design and a badge for each level of a master that has none yet; the designs follow the master from then on. Their pictures are drawn by the page.',
  )
    .input(z.object({ designId: id }))
    .output(z.object({ made: z.int(), linked: z.array(linkedDesign) })),
  cut: call('Makes a design its own: it keeps its art and no longer follows its master.')
    .input(z.object({ designId: id }))
    .output(z.object({ designId: id })),
}
