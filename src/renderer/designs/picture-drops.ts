import type { DragEvent } from 'react'
import type { Editor } from './editor'

/** What of a drop or of the clipboard is a picture. */
export const picturesOf = ({ files }: DataTransfer): File[] =>
  [...files].filter(({ type }) => type.startsWith('image/'))
const hasPicture = ({ items }: DataTransfer): boolean =>
  [...items].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))

/** A picture dropped beside the canvas is meant for it too. */
export const pictureDrops = (editor: Editor) => ({
  onDragOver(event: DragEvent) {
    if (hasPicture(event.dataTransfer)) event.preventDefault()
  },
  onDrop(event: DragEvent) {
    if (event.defaultPrevented || !hasPicture(event.dataTransfer)) return
    event.preventDefault()
    editor.addPictures(picturesOf(event.dataTransfer))
  },
})
