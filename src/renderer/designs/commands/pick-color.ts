import { resolveColor } from '../../../core/designs/colors'
import type { Color, DesignDocument } from '../../../core/designs/document'
import { updateLayer, type Operation } from '../../../core/designs/operations'
import { paintField } from '../../../core/designs/style'
import { announce } from '../../ui/live-region'
import type { Editor } from '../editor'
import { viewOf } from '../preview-as/shown-as'
import { selectedKnown } from './command'

/** The browser's eyedropper (WICG EyeDropper API), where it has one. */
interface EyeDropper {
  readonly open: () => Promise<{ sRGBHex: string }>
}

/** A picked colour as the role that looks so, else as itself: a design stays one that can be recoloured. */
function colorOf(hex: string, document: Pick<DesignDocument, 'palette'>): Color {
  const role = Object.keys(document.palette).find((it) => resolveColor({ role: it }, document) === hex.toLowerCase())
  return role === undefined ? { hex: hex.toLowerCase() } : { role }
}

/** Gives what is selected a picked colour. */
export function applyPicked(editor: Editor, hex: string): void {
  const layers = selectedKnown(editor)
  // It was picked from what is shown: at a level its colours are the roles'.
  const color = colorOf(hex, viewOf(editor.designer)(editor.designer.document()))
  const changes = layers.flatMap((layer): Operation[] => {
    const field = paintField(layer)
    if (layer.kind === 'qr') return [updateLayer(layer.id, { dark: color })]
    return field === null || layer.locked ? [] : [updateLayer(layer.id, { [field]: { kind: 'solid', color } })]
  })
  if (changes.length === 0) return
  editor.act({
    verb: 'change',
    ids: layers.map(({ id }) => id),
    apply: (document) => changes.reduce((done, change) => change.apply(done), document),
  })
}

/** Lets a colour be picked from the screen, or from the canvas where the browser has no eyedropper, for what is selected. */
export function pickColor(editor: Editor): void {
  const Dropper = (window as Window & { EyeDropper?: new () => EyeDropper }).EyeDropper
  if (!Dropper) {
    editor.view.setState({ tool: 'eyedropper' })
    announce(editor.t('commands:picking.ask'))
    return
  }
  // It rejects when it is left by Escape: then nothing is changed.
  new Dropper().open().then(
    ({ sRGBHex }) => applyPicked(editor, sRGBHex),
    () => undefined,
  )
}
