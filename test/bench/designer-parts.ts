/** What the benchmark of the designer drives: the real app with its real page, the drawing by itself, and designs made for it. */
export { openDrawing } from '../support/drawing-page'
export { mixedDesign } from '../support/mixed-design'
export { closeBrowser, openBlazon } from '../support/page'
export { readTemplate } from '../../src/core/designs/templates'
