import type { TFunction } from 'i18next'
import { toBase64 } from '../../../core/base64'
import { resolveColor } from '../../../core/designs/colors'
import type { DesignDocument, LayerOf } from '../../../core/designs/document'
import { type Problem, toProblem } from '../../../core/problem'
import { client } from '../../api/client'
import { errorSentence } from '../../ui/error-sentences'
import { showToast } from '../../ui/toast'
import { newPicture } from '../new-layers'
import { takePicture } from '../take-picture'
import { askAboutDrawing } from './drawing-question'
import { noteInWords, shortened } from './note-in-words'

/** Where pictures that were taken go. */
export interface PicturePlace {
  readonly document: () => DesignDocument
  /** Puts the layers on top, as one step, and selects them. */
  readonly place: (layers: readonly LayerOf<'picture'>[]) => void
  /** Words of the page; any namespace. */
  readonly t: TFunction
  /** The middle of the first picture in units; the artboard's middle where nothing is said. */
  readonly at?: { readonly x: number; readonly y: number } | undefined
}

/** Failures that the next file would meet too. */
const endsAll = new Set<Problem['code']>(['disk_full', 'read_only', 'connection_lost', 'library_damaged'])
/** How many files one message names. */
const mostNamed = 5
/** How far each further picture lies from the one before, in units. */
const step = 24

/**
 * Takes picture files from a drop, the clipboard or a dialog, keeps them and places them, the first where it was dropped. What could
 * not be taken is said in one message when all is done; nothing is thrown.
 */
export async function takePictures(files: readonly File[], { document, place, t, at }: PicturePlace): Promise<void> {
  const layers: LayerOf<'picture'>[] = []
  const failed: { name: string; problem: Problem }[] = []
  for (const file of files) {
    const name = nameOf(file) || t('designs:names.picture')
    try {
      const taken = await takePicture(file, {
        currentColor: resolveColor({ role: 'frame' }, document()),
        mayPlace: (parts) => askAboutDrawing(shortened(name), parts),
      })
      if (!taken) continue
      const kept = await client.pictures.add({ bytes: await toBase64(taken.blob) })
      const off = layers.length * step
      const to = at ? { x: at.x + off, y: at.y + off } : { x: document().size / 2 + off, y: document().size / 2 + off }
      layers.push(newPicture(kept, name, to))
      for (const note of taken.notes) showToast({ text: noteInWords(t, note, name), tone: 'info' })
    } catch (error) {
      const problem = toProblem(error)
      if (!problem) continue
      if (problem.code === 'unexpected') reportError(error)
      failed.push({ name: shortened(name), problem })
      if (endsAll.has(problem.code)) break
    }
  }
  if (layers.length > 0) place(layers)
  if (failed.length > 0) showToast({ text: failuresInWords(t, failed, files.length), tone: 'danger' })
}

const nameOf = ({ name }: File): string => name.replace(/\.[a-z0-9]{1,5}$/i, '').slice(0, 120)

function failuresInWords(t: TFunction, failed: readonly { name: string; problem: Problem }[], all: number): string {
  const [first] = failed
  if (failed.length === 1 && first) {
    const { what, next } = errorSentence(first.problem, t)
    return t('pictures:notTaken', { name: first.name, why: what, next })
  }
  const named = failed.slice(0, mostNamed)
  return [
    t('pictures:notTakenSome', { count: failed.length, all }),
    ...named.map(({ name, problem }) => t('pictures:notTakenLine', { name, why: errorSentence(problem, t).what })),
    ...(failed.length > named.length ? [t('pictures:more', { count: failed.length - named.length })] : []),
  ].join(' ')
}
