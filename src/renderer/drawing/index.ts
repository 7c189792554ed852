/** The drawing: document → pixels. The one place that imports fabric. */
export type { DrawingAssets } from './assets'
export type { ArtboardGround, GesturePhase, Stage, StageColors, StageOptions, StageView } from './stage-types'
export { drawDesign, exportPng, type DrawOptions } from './draw-design'
export { createStage } from './stage'
export { sizeStrip, stripSizes, type StripPicture } from './size-strip'
export { bundledFamilies, loadFace, loadFonts, missingFonts } from './fonts'
export { layerBounds, loadMeasuring } from './measure'
export { glyphArt, glyphIndex, bundledAssets } from './glyph-pack'
