import type { DesignDocument } from '../../core/designs/document'
import type { Box, Point } from '../../core/designs/geometry'
import type { Operation } from '../../core/designs/operations'
import type { DrawingAssets } from './assets'

/** What lies behind the artboard: the art itself is transparent there. */
export type ArtboardGround = 'checker' | 'light' | 'grey' | 'dark'
/** Colours of handles, frames and guides, as CSS colours: given by the page from its tokens (forced colours included). */
export interface StageColors {
  readonly action: string
  readonly onAction: string
  readonly workspace: string
  /** Of smart guides and distances: apart from the handles. */
  readonly guide: string
  /** Of letters on the colour of the guides. */
  readonly onGuide: string
}
/** Part of a drag. Each `operation` carries the whole change since `start` and is meant for `gesture()` of the history. */
export type GesturePhase = 'start' | 'move' | 'end'

export interface StageOptions {
  readonly document: DesignDocument
  readonly assets: DrawingAssets
  readonly selection?: readonly string[]
  readonly ground?: ArtboardGround
  readonly colors?: Partial<StageColors>
  /** A drag, scale or turn by pointer. `mark` is the same through one drag. */
  readonly onGesture: (operation: Operation, phase: GesturePhase, mark: string) => void
  /** The selection as the pointer made it; not called for `setSelection`. */
  readonly onSelect: (ids: readonly string[]) => void
  /** Double click on a text, arc text or ribbon. */
  readonly onEditText?: (id: string) => void
  /** Double click on a picture. */
  readonly onCrop?: (id: string) => void
  /** Zoom or pan changed, by wheel, by pointer or by a call. */
  readonly onView?: (view: StageView) => void
}
/** `zoom` 1 = one artboard unit on one CSS pixel. `left`, `top`: where the artboard's corner lies in the host, in CSS pixels. */
export interface StageView {
  readonly zoom: number
  readonly left: number
  readonly top: number
}

/** A straight text as it stands on the screen, in CSS pixels: what a text field over it needs. */
export interface TextPlace {
  /** The layer's centre in the host; the text is turned round it by `rotation` degrees. */
  readonly centre: Point
  readonly rotation: number
  /** From the centre down to the upper edge of the first line's box. */
  readonly top: number
  /** The width at which lines break; null where they do not. */
  readonly boxWidth: number | null
  readonly font: string
  readonly lineHeight: number
  readonly letterSpacing: number
  readonly align: 'left' | 'center' | 'right'
  /** Of the longest line of point text. */
  readonly width: number
  readonly lines: number
}

/** What the page shows over the canvas and a drag snaps to: lines out of the rulers, circles of the polar grid. In units. */
export interface StageAids {
  readonly lines: readonly { readonly axis: 'x' | 'y'; readonly at: number }[]
  /** `rays`: lines that go out from the circle's middle, every so many degrees. */
  readonly circles: readonly {
    readonly x: number
    readonly y: number
    readonly radius: number
    readonly rays?: number
  }[]
}

/** The editing canvas: a view of a document. It never keeps a change that `setDocument` did not bring back. */
export interface Stage {
  readonly setDocument: (document: DesignDocument) => void
  readonly setSelection: (ids: readonly string[]) => void
  readonly setGround: (ground: ArtboardGround) => void
  readonly setColors: (colors: Partial<StageColors>) => void
  readonly setAids: (aids: StageAids) => void
  /** While true no handles are shown: something of the page's lies over what is selected. */
  readonly setCovered: (isCovered: boolean) => void
  /** Zooms (0.1 – 32) round a point of the host in CSS pixels, else round its middle. */
  readonly setZoom: (zoom: number, about?: Point) => void
  /** Moves the view by CSS pixels. */
  readonly pan: (dx: number, dy: number) => void
  /** While true, dragging moves the view (Space held, hand tool). */
  readonly setPanning: (panning: boolean) => void
  /** Shows the whole artboard; or, with ids, those layers. */
  readonly fit: (ids?: readonly string[]) => void
  readonly view: () => StageView
  /** The topmost layer that is drawn at a point of the window (CSS pixels), locked ones left out; null where none is. */
  readonly hitTest: (clientX: number, clientY: number) => string | null
  /** A layer's upright box in CSS pixels of the host (to lay a text field over it); null for an id not drawn. */
  readonly frameOf: (id: string) => Box | null
  /** Where a straight text stands, to type it in place; null for other layers. */
  readonly textPlace: (id: string) => TextPlace | null
  /** A point of the window in artboard units (where to drop a picture). */
  readonly toArtboard: (clientX: number, clientY: number) => Point
  /** Resolves when everything asked for so far is drawn. */
  readonly settled: () => Promise<void>
  /** Takes the canvas out of the host and frees it. Safe to call twice, and to create anew in the same host at once. */
  readonly dispose: () => void
}
