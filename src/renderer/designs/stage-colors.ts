import type { StageColors } from '../drawing'

/** The colours of handles and guides from the page's tokens: resolved by the browser, forced colours included. */
export function readStageColors(): StageColors {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const isForced = window.matchMedia('(forced-colors: active)').matches
  const resolved = (value: string): string => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const colors = {
    // The artboard keeps its ground in both themes: a green that stands out from white as well as from the dark ground.
    action: resolved(isForced ? 'Highlight' : '#14876f'),
    onAction: resolved(isForced ? 'HighlightText' : '#ffffff'),
    // Apart from the handles, and from most art.
    guide: resolved(isForced ? 'Mark' : '#d6336c'),
    onGuide: resolved(isForced ? 'MarkText' : '#ffffff'),
    workspace: resolved(isForced ? 'Canvas' : 'var(--hover)'),
  }
  probe.remove()
  return colors
}

/** Calls back when the theme or the system's colours change. Answers with how to stop. */
export function watchColors(callback: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((it) => window.matchMedia(it))
  for (const query of queries) query.addEventListener('change', callback)
  const observer = new MutationObserver(callback)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] })
  return () => {
    for (const query of queries) query.removeEventListener('change', callback)
    observer.disconnect()
  }
}
