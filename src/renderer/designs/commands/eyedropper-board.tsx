import { useTranslation } from 'react-i18next'
import { drawDesign } from '../../drawing'
import { assets } from '../assets'
import { useEditor, useView } from '../editor'
import css from '../designer.module.css'
import { viewOf } from '../preview-as/shown-as'
import { applyPicked } from './pick-color'

/** The eyedropper of browsers that have none: the next press on the canvas picks the colour that is drawn there. */
export function EyedropperBoard() {
  const { t } = useTranslation('commands')
  const editor = useEditor()
  const isOn = useView((it) => it.tool === 'eyedropper')
  if (!isOn) return null
  const pick = async (clientX: number, clientY: number) => {
    const { designer, stage, view } = editor
    view.setState({ tool: 'select' })
    const at = stage()?.toArtboard(clientX, clientY)
    if (!at) return
    const document = viewOf(designer)(designer.document())
    const canvas = await drawDesign(document, assets, { size: document.size })
    const [red = 0, green = 0, blue = 0, alpha = 0] =
      canvas.getContext('2d')?.getImageData(Math.floor(at.x), Math.floor(at.y), 1, 1).data ?? []
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
    if (alpha > 0) applyPicked(editor, `#${hex}`)
  }
  return (
    <div className={css.eyedropper} onPointerDown={(event) => void pick(event.clientX, event.clientY)}>
      <p>{t('picking.ask')}</p>
    </div>
  )
}
