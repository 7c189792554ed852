import { client } from '../api/client'

/** The tokens of a picture as they are on paper, whatever the app looks like. */
const onPaper: Record<string, string> = {
  '--ink': '#1d2228',
  '--quiet-ink': '#5c646d',
  '--control-line': '#857f75',
  '--surface': '#ffffff',
  '--action': '#0f6b57',
  '--action-wash': '#e9f3f0',
  '--on-action': '#ffffff',
  '--award': '#8f620c',
}

/** A shown picture as an SVG file of its own: colours of paper, the badges' pictures inside. */
export async function svgFileOf(shown: SVGSVGElement): Promise<Blob> {
  const copy = shown.cloneNode(true) as SVGSVGElement
  copy.removeAttribute('class')
  for (const element of [copy, ...copy.querySelectorAll('*')])
    for (const name of ['fill', 'stroke']) {
      const token = /^var\((--[a-z-]+)\)$/.exec(element.getAttribute(name) ?? '')?.[1]
      if (token) element.setAttribute(name, onPaper[token] ?? '#000000')
    }
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: '#ffffff' }))
    ground.setAttribute(name, value)
  copy.querySelector('desc')?.after(ground)
  for (const image of copy.querySelectorAll('image')) {
    const { mime, base64 } = await client.pictures.read({ sha256: image.dataset['sha256'] ?? '' })
    image.setAttribute('href', `data:${mime};base64,${base64}`)
    delete image.dataset['sha256']
  }
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}

/** The same as a PNG, twice as large as on the screen. */
export async function pngFileOf(shown: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(await svgFileOf(shown))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const { width, height } = shown.viewBox.baseVal
    const canvas = new OffscreenCanvas(width * 2, height * 2)
    canvas.getContext('2d')?.drawImage(image, 0, 0, width * 2, height * 2)
    return await canvas.convertToBlob({ type: 'image/png' })
  } finally {
    URL.revokeObjectURL(address)
  }
}
