import { getI18n } from 'react-i18next'
import { missingRole, palettes } from '../../core/designs/colors'
import { layerOf, type DesignDocument } from '../../core/designs/document'
import { pictureMime } from '../../core/designs/picture-files/picture-header'
import { isSvg } from '../../core/designs/svg-import/svg-text'
import { emptyDesign } from '../../core/designs/versions'
import { client } from '../api/client'
import { toBase64 } from '../../core/base64'
import { toProblem } from '../../core/problem'
import { askAboutDrawing } from '../designs/pictures/drawing-question'
import { noteInWords } from '../designs/pictures/note-in-words'
import { showToast } from '../ui/toast'
import { keepDroppedFiles } from './dropped-files'
import { navigate } from './navigation'
import { isProjectFile, openProjectFile } from './project-files'

const sizeUnits = 600

/** A design that shows one picture, as large as fits. */
export function designOfPicture(
  picture: { sha256: string; width: number; height: number },
  name: string,
): DesignDocument {
  const scale = sizeUnits / Math.max(picture.width, picture.height)
  return {
    ...emptyDesign({ ...palettes[0]?.colors }),
    layers: [
      layerOf({
        id: crypto.randomUUID(),
        kind: 'picture',
        name,
        x: sizeUnits / 2,
        y: sizeUnits / 2,
        sha256: picture.sha256,
        width: Math.round(picture.width * scale),
        height: Math.round(picture.height * scale),
      }),
    ],
  }
}

const nameOf = (file: File): string =>
  file.name
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[\p{Cc}_]+/gu, ' ')
    .trim()
    .slice(0, 120)

/** What a dialog offers where a picture is wanted: everything that `takePicture` takes. */
export const pictureFiles = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', 'image/gif'] as const

/**
 * Keeps a picture file in the library as the designer would: without what it tells of people and places, upright, no larger than a
 * design keeps, GIF and SVG as PNG; what was done to it is said. Null where the person would rather not. Throws what `takePicture` and the calls throw.
 */
export async function keepPicture(file: File, name: string) {
  // Loaded when it is needed: the start must not wait for what reads drawings.
  const { takePicture } = await import('../designs/take-picture')
  const taken = await takePicture(file, {
    currentColor: palettes[0]?.colors.frame ?? missingRole,
    mayPlace: (parts) => askAboutDrawing(name, parts),
  })
  if (!taken) return null
  const kept = await client.pictures.add({ bytes: await toBase64(taken.blob) })
  const { t } = getI18n()
  for (const note of taken.notes) showToast({ text: noteInWords(t, note, name), tone: 'info' })
  return kept
}

/** Makes a new design from a picture and opens it; does nothing where the person would rather not. Throws what the calls throw. */
export async function designFromPicture(file: File, fallbackName: string): Promise<void> {
  const name = nameOf(file) || fallbackName
  const picture = await keepPicture(file, name)
  if (!picture) return
  const design = await client.designs.create({ name, document: designOfPicture(picture, name) })
  navigate({ page: 'designer', designId: design.id })
}

/** What crosses to main in one piece; no baked badge is larger. */
const largestBadge = 16 * 1024 * 1024

/** What a file is by its first bytes, whatever it is called: a picture that cannot carry a badge, one that can, or nothing of the kind. */
async function kindOf(file: File): Promise<'picture' | 'mayBeBaked' | 'other'> {
  const head = new Uint8Array(await file.slice(0, 8192).arrayBuffer())
  if (isSvg(head)) return 'mayBeBaked'
  const mime = pictureMime(head)
  if (mime === null) return 'other'
  return mime === 'image/png' ? 'mayBeBaked' : 'picture'
}

/** True where a badge is baked into the file, be it damaged or not. */
async function isBaked(file: File): Promise<boolean> {
  if (file.size > largestBadge) return false
  try {
    await client.verification.unbake({ bytes: await toBase64(file) })
    return true
  } catch (error) {
    const code = toProblem(error)?.code
    if (code === 'no_badge_data' || code === 'not_png') return false
    throw error
  }
}

/** Files dropped anywhere: a project file opens, badges go to Verify, one plain picture becomes a new design, a list of people goes to People. Throws what the calls throw. */
export async function takeFiles(files: readonly File[], fallbackName: string): Promise<void> {
  const [first] = files
  if (!first) return
  if (files.length === 1 && isProjectFile(first)) return openProjectFile(first)
  const kind = files.length === 1 ? await kindOf(first) : 'other'
  if (kind === 'picture' || (kind === 'mayBeBaked' && !(await isBaked(first))))
    return designFromPicture(first, fallbackName)
  if (files.length === 1 && /\.(csv|tsv|tab)$/i.test(first.name)) {
    keepDroppedFiles('people', files)
    return navigate({ page: 'people' })
  }
  keepDroppedFiles('verify', files)
  navigate({ page: 'verify' })
}
