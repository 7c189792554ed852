/** The drawing: document → pixels. The one place that imports fabric. */
export type { ArtboardGround, Stage, StageColors, StageView } from './stage-types'
export { drawDesign, exportPng } from './draw-design'
export { createStage } from './stage'
export { sizeStrip, type StripPicture } from './size-strip'
export { libraryFaces, onFaces } from './fonts'
export { layerBounds, loadMeasuring } from './measure'
export { glyphArt, glyphIndex, bundledAssets } from './glyph-pack'
export { drawForPaper, drawWords } from './print'
