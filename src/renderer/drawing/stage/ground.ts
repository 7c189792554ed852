import type { ArtboardGround, StageView } from '../stage-types'

const looks: Readonly<Record<ArtboardGround, string>> = {
  checker: 'conic-gradient(#ececec 25%, #ffffff 0 50%, #ececec 0 75%, #ffffff 0)',
  light: 'linear-gradient(#ffffff, #ffffff)',
  grey: 'linear-gradient(#808080, #808080)',
  dark: 'linear-gradient(#1b1e22, #1b1e22)',
}
const square = 24

/** What lies behind the artboard and round it: plain boxes of the page, which cost nothing while something is dragged over them. */
export function createGround(root: HTMLElement): {
  set: (ground: ArtboardGround) => void
  setWorkspace: (color: string) => void
  place: (view: StageView, artboard: number, host: { width: number; height: number }) => void
  dispose: () => void
} {
  const element = document.createElement('div')
  element.style.cssText = `position:absolute;pointer-events:none;background-size:${square}px ${square}px;forced-color-adjust:none`
  root.prepend(element)
  return {
    set(ground) {
      element.style.backgroundImage = looks[ground]
    },
    setWorkspace(color) {
      root.style.backgroundColor = color
    },
    place({ zoom, left, top }, artboard, { width, height }) {
      // Only what is on screen: at 32 times the artboard is 19,200 pixels wide.
      const from = { x: Math.max(left, 0), y: Math.max(top, 0) }
      const to = { x: Math.min(left + artboard * zoom, width), y: Math.min(top + artboard * zoom, height) }
      Object.assign(element.style, {
        left: `${from.x}px`,
        top: `${from.y}px`,
        width: `${Math.max(0, to.x - from.x)}px`,
        height: `${Math.max(0, to.y - from.y)}px`,
        backgroundPosition: `${(left - from.x) % square}px ${(top - from.y) % square}px`,
      })
    },
    dispose: () => element.remove(),
  }
}
