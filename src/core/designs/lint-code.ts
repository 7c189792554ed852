import { fillPlaceholders } from '../awards/message'
import { contrastRatio } from './colors'
import type { KnownLayer } from './document'
import type { Finding } from './finding'
import { updateLayer, type Operation } from './operations'
import { qrMatrix } from './qr'

/** Units that a module should have, so that a code is still read from a picture of half the size. */
const leastModule = 4
/** The widest that a code is made by one press, in units. */
const mostSize = 460
/** Readers want dark on light, clearly apart (ISO/IEC 15415, symbol contrast, as a ratio of luminances). */
const leastContrast = 4
/** The clear margin in modules that readers need round a code (ISO/IEC 18004, quiet zone). */
const leastQuiet = 4
/** As long as the address of a public page is, so that the code of a design is judged as its awards will have it. */
const sampleLink = 'https://badges.example.org/assertions/aa/abcdefghijklmnopqrstuvwxyz.html'

/** Whether a QR code of a design can be read. Its colours are looked up by the caller's palette through `hexOf`. */
export function lintCode(
  layer: KnownLayer,
  hexOf: (color: Extract<KnownLayer, { kind: 'qr' }>['dark']) => string,
): Finding[] {
  if (layer.kind !== 'qr') return []
  const found = (rule: Finding['rule'], ways: Operation[], values: Finding['values'] = {}): Finding => ({
    ...{ rule, weight: 'warning', layerIds: [layer.id] },
    values: { layer: layer.name, ...values },
    ways: layer.locked ? [] : ways,
  })
  const content = fillPlaceholders(layer.content, { link: sampleLink, name: 'Maria Gonzalez', badge: 'Reading Star' })
  const matrix = qrMatrix(content.trim(), layer.level)
  if (matrix === 'empty') return [found('codeEmpty', [updateLayer(layer.id, { content: '{link}' })])]
  if (matrix === 'tooLong') return [found('codeTooLong', [])]
  const modules = matrix.size + 2 * layer.quiet
  const module = layer.size / modules
  const size = Math.ceil(leastModule * modules)
  /** Large enough for so many modules, along with other fields. */
  const enlarged = (across: number, fields: object = {}): Operation[] => {
    const wished = leastModule * across
    const next = { ...fields, size: Math.ceil(wished) }
    // Where it stands, else moved inwards, so that no side is cut off.
    const within = (at: number): number => Math.min(600 - next.size / 2 - 12, Math.max(next.size / 2 + 12, at))
    return wished <= mostSize
      ? [updateLayer(layer.id, next), updateLayer(layer.id, { ...next, x: within(layer.x), y: within(layer.y) })]
      : []
  }
  const quiet = { quiet: leastQuiet }
  const roomy = matrix.size + 2 * leastQuiet
  // Within the same square its dots become finer: where they would be too fine it grows.
  const cleared = layer.size / roomy >= leastModule - 0.05 ? [updateLayer(layer.id, quiet)] : enlarged(roomy, quiet)
  const [dark, light] = [hexOf(layer.dark), layer.light ? hexOf(layer.light) : '#ffffff']
  const plain = { dark: { hex: '#000000' }, light: { hex: '#ffffff' } }
  const ratio = contrastRatio(dark, light)
  return [
    ...(module < leastModule - 0.05
      ? [found('codeSmall', enlarged(modules), { module: Math.round(module * 10) / 10, size })]
      : []),
    ...(ratio < leastContrast
      ? [found('codeFaint', [updateLayer(layer.id, plain)], { contrast: Math.round(ratio * 10) / 10 })]
      : []),
    ...(layer.quiet < leastQuiet ? [found('codeMargin', cleared)] : []),
  ]
}
