import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { addLayers } from '../../core/designs/operations'
import { isTyping } from '../ui/keys'
import { announce } from '../ui/live-region'
import { besides, clipboardType, clipOf, layersOfClip } from './clipboard'
import type { Editor } from './editor'
import { newText } from './new-layers'
import { picturesOf } from './picture-drops'

/** Cut, copy and paste of the whole page, save where somebody types. */
export function useClipboard(editor: Editor): void {
  const { t } = useTranslation('designs')
  const { designer } = editor
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (isTyping({ target: event.target }) || !window.getSelection()?.isCollapsed) return
    const { selection } = designer.store.getState()
    const layers = designer.document().layers.filter(({ id }) => selection.includes(id))
    if (layers.length === 0 || !event.clipboardData) return
    event.preventDefault()
    event.clipboardData.setData(clipboardType, clipOf(layers))
    announce(t('said.copied', { what: t('layerCount', { count: layers.length }) }))
    if (event.type === 'cut') editor.remove()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (isTyping({ target: event.target }) || !event.clipboardData) return
    const { clipboardData } = event
    const pasted = layersOfClip(clipboardData.getData(clipboardType))
    const files = picturesOf(clipboardData)
    const text = clipboardData.getData('text/plain').trim()
    if (pasted) {
      const layers = besides(pasted, designer.document().layers)
      editor.act(addLayers(layers))
      designer.select(layers.map(({ id }) => id))
    } else if (files.length > 0) editor.addPictures(files)
    else if (text) editor.add(newText(designer.document(), text.slice(0, 500), text.slice(0, 40), 48))
    else return
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
