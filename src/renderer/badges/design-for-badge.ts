import { palettes } from '../../core/designs/colors'
import { emptyDesign } from '../../core/designs/versions'
import type { Badge } from '../../core/contract/badges'
import { client } from '../api/client'
import { designOfPicture } from '../app/take-files'

/** A new design for a badge that came without one: it shows the badge's picture, where there is one. Answers with its id. Throws what the calls throw. */
export async function designForBadge({ name, pictureSha256 }: Badge): Promise<string> {
  const document =
    pictureSha256 === null
      ? emptyDesign({ ...palettes[0]?.colors })
      : designOfPicture(await client.pictures.read({ sha256: pictureSha256 }), name)
  return (await client.designs.create({ name, document })).id
}
