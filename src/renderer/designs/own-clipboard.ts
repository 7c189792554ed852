import type { TFunction } from 'i18next'
import { isKnownLayer, type DesignDocument } from '../../core/designs/document'
import { groupsAround, withMembers } from '../../core/designs/groups'
import { pasteStyle } from '../../core/designs/style'
import { drawDesign } from '../drawing'
import { announce } from '../ui/live-region'
import { showToast } from '../ui/toast'
import { assets } from './assets'
import {
  besides,
  clipboardType,
  clipOf,
  clipOfStyle,
  groupToPasteInto,
  isStyleClip,
  layersOfClip,
  pasteLayers,
  styleOfClip,
} from './clipboard'
import type { Editor, OwnClipboard, PasteWhere } from './editor'
import { inkOf } from './ink-of'
import { newText } from './new-layers'
import { picturesOf } from './picture-drops'

/** What a text layer takes; the rest of what is pasted is left out, and that is said. */
const mostLetters = 500
const isSvg = (text: string): boolean => /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,2000}?-->\s*)?<svg[\s>]/i.test(text)

export function createOwnClipboard(
  editor: Pick<Editor, 'designer' | 'act' | 'add' | 'addPictures'>,
  t: TFunction<'designs'>,
): OwnClipboard {
  const { designer, act, add, addPictures } = editor
  const selected = (): readonly string[] => designer.store.getState().selection
  const words = (count: number): string => t('layerCount', { count })
  const refused = (): void => {
    showToast({ text: t('commands:clipboard.refused'), tone: 'warning' })
  }

  const takeText = (text: string, where: PasteWhere): boolean => {
    const document = designer.document()
    const layers = layersOfClip(text, document)
    if (!layers) return false
    const placed = where === 'inPlace' ? layers : besides(layers, document.layers)
    const operation = pasteLayers(placed, groupToPasteInto(document, selected()))
    act(operation)
    designer.select(operation.ids)
    return true
  }
  const takeWords = (text: string): boolean => {
    const trimmed = text.trim()
    if (trimmed === '' || isStyleClip(trimmed)) return false
    if (isSvg(trimmed)) addPictures([new File([trimmed], 'pasted.svg', { type: 'image/svg+xml' })])
    else {
      add(newText(designer.document(), trimmed.slice(0, mostLetters), trimmed.slice(0, 40), 48))
      if (trimmed.length > mostLetters)
        showToast({ text: t('commands:clipboard.cut', { most: mostLetters }), tone: 'warning' })
    }
    return true
  }
  const take: OwnClipboard['take'] = (transfer, where) => {
    const text = transfer.getData('text/plain')
    if (takeText(transfer.getData(clipboardType), where) || takeText(text, where)) return true
    const files = picturesOf(transfer)
    if (files.length === 0) return takeWords(text)
    addPictures(files)
    return true
  }
  const pasteByMenu = async (where: PasteWhere): Promise<void> => {
    for (const item of await navigator.clipboard.read()) {
      const image = item.types.find((type) => type.startsWith('image/'))
      if (item.types.includes('text/plain')) {
        const text = await (await item.getType('text/plain')).text()
        if (takeText(text, where) || takeWords(text)) return
      } else if (image) {
        const blob = await item.getType(image)
        return addPictures([new File([blob], t('names.picture'), { type: image })])
      }
    }
    announce(t('commands:clipboard.empty'))
  }
  const pictureOf = async (document: DesignDocument, ids: readonly string[]): Promise<Blob> => {
    const canvas = await drawDesign(only(document, ids), assets, { size: 2 * document.size })
    const cut = inkOf(canvas)
    if (!cut) throw new Error('nothing is drawn of what is selected')
    return cut.convertToBlob({ type: 'image/png' })
  }
  return {
    copy(how) {
      // Makes the same event as the keys do, within the press that asked for it.
      if (!document.execCommand(how)) refused()
    },
    paste: (where) => void pasteByMenu(where).catch(refused),
    copyStyle() {
      const layer = designer.document().layers.find(({ id }) => id === selected().at(-1))
      const text = layer ? clipOfStyle(designer.document(), layer) : null
      if (!layer || text === null) return
      navigator.clipboard
        .writeText(text)
        .then(
          () => announce(t('commands:clipboard.styleCopied', { what: isKnownLayer(layer) ? layer.name : '' })),
          refused,
        )
    },
    pasteStyle() {
      const ids = selected()
      navigator.clipboard.readText().then((text) => {
        const style = styleOfClip(text, designer.document())
        if (style) act(pasteStyle(ids, style))
        else announce(t('commands:clipboard.noStyle'))
      }, refused)
    },
    copyPng() {
      const picture = pictureOf(designer.document(), selected())
      navigator.clipboard
        .write([new ClipboardItem({ 'image/png': picture })])
        .then(() => showToast({ text: t('commands:clipboard.pictureCopied'), tone: 'success' }), refused)
    },
    write(transfer) {
      const ids = selected()
      if (ids.length === 0) return false
      const text = clipOf(designer.document(), ids)
      transfer.setData(clipboardType, text)
      // Where a window or a menu cannot read the type of its own, the text says the same.
      transfer.setData('text/plain', text)
      announce(t('said.copied', { what: words(ids.length) }))
      return true
    },
    take,
  }
}

/** A document with nothing but some layers, and the groups that they are in. */
function only(document: DesignDocument, ids: readonly string[]): DesignDocument {
  const kept = new Set([...withMembers(document, ids), ...ids.flatMap((id) => groupsAround(document, id))])
  return { ...document, layers: document.layers.filter(({ id }) => kept.has(id)) }
}
